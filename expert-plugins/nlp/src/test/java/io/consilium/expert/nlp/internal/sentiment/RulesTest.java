package io.consilium.expert.nlp.internal.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final Rules RULES = new Rules(Lexicon.shipped());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +1 | Profit rose sharply.                                              | Profit rose
          -1 | Sales declined in all regions.                                    | Sales declined
          +1 | The operating loss narrowed.                                      | operating loss narrowed
          -1 | The operating loss widened.                                       | operating loss widened
          +1 | Production costs fell.                                            | Production costs fell
          -1 | Costs increased.                                                  | Costs increased
          +1 | The plan will cut costs.                                          | cut costs
          -1 | Lower sales were seen everywhere.                                 | Lower sales
          -1 | Net loss was EUR 3 mn, compared with a net profit of EUR 1 mn.    | Net loss was EUR 3 mn, compared with a net profit of EUR 1 mn
          +1 | Turnover came to EUR 12 mn, as against EUR 10 mn.                 | Turnover came to EUR 12 mn, as against EUR 10 mn
          -1 | Profit was $1.2 billion versus $1,400 million.                    | Profit was $1.2 billion versus $1,400 million
          +1 | The firm swung to a profit from a loss.                           | swung to a profit
          -1 | It slipped to a loss.                                             | slipped to a loss
          -1 | It cut its guidance.                                              | cut its guidance
          +1 | It raised its full-year guidance.                                 | raised its full-year guidance
          -1 | The firm will lay off 200 people.                                 | lay off
          -1 | A rival sued the company.                                         | sued
          """)
  void findsWhatDrivesASentence(int sign, String sentence, String phrase) {
    List<Evidence> evidence = RULES.of(sentence);

    assertThat(evidence).isNotEmpty();
    assertThat(evidence.get(0).weight() * sign).isGreaterThan(0.4);
    assertThat(evidence.get(0).in(sentence).toLowerCase(java.util.Locale.ROOT))
        .isEqualTo(phrase.toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sales did not increase.           | -1
          There was no impairment.          | +1
          The company failed to win orders. | -1
          """)
  void turnsWhatIsNegated(String sentence, int sign) {
    double sum = RULES.of(sentence).stream().mapToDouble(Evidence::weight).sum();
    assertThat(sum * sign).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The company has its head office in Oslo and makes pumps.
          The meeting will be held on 12 April 2010 in Espoo.
          """)
  void staysSilentOnPlainStatements(String sentence) {
    assertThat(RULES.of(sentence)).isEmpty();
  }

  @Property(tries = 300)
  void quotesOnlyWhatStandsThere(@ForAll String text) {
    for (Evidence evidence : RULES.of("Sales fell " + text + " costs rose to 5 from 7 %")) {
      assertThat(evidence.weight()).isBetween(-1.0, 1.0);
      assertThat(evidence.end()).isGreaterThan(evidence.start());
    }
  }
}
