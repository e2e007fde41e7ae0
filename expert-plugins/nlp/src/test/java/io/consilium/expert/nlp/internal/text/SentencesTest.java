package io.consilium.expert.nlp.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  @Test
  void splitsAtFullStopsQuestionsAndExclamations() {
    assertThat(Sentences.of("Sales rose. Did costs fall? No! They rose, too."))
        .containsExactly("Sales rose.", "Did costs fall?", "No!", "They rose, too.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mr. Berg joined Acme Inc. in 2004.",
        "Net sales were EUR 5.2 mn. 2008 was better by 3.1 %.",
        "The deal, e.g. the U.S. part, closes on Oct. 5 at 3 p.m. sharp.",
        "Profit was No. 1 in the group, ca. EUR 3 m. from pumps.",
        "J. P. Moore said so.",
        "Version 2.5.1 costs $1,200.50 a seat.",
      })
  void keepsAbbreviationsInitialsAndNumbersTogether(String sentence) {
    assertThat(Sentences.of(sentence)).hasSize(1);
  }

  @Test
  void endsASentenceAfterACompanyNameIfTheNextBegins() {
    assertThat(Sentences.of("It was sold to Acme Oyj. The price is secret."))
        .containsExactly("It was sold to Acme Oyj.", "The price is secret.");
  }

  @Test
  void joinsWrappedLinesAndSplitsAtBlankOnes() {
    assertThat(Sentences.of("Outlook\n\nSales will\nrise next year\r\nby a tenth.\n\n\nEnd"))
        .containsExactly("Outlook", "Sales will rise next year by a tenth.", "End");
  }

  @Test
  void findsNothingInNothing() {
    assertThat(Sentences.of("")).isEmpty();
    assertThat(Sentences.of(" \n\t\u00a0\u2003\u0000 ")).isEmpty();
  }

  @Property(tries = 300)
  void losesNoLetter(@ForAll String text) {
    assertThat(letters(Sentences.of(text).stream().collect(Collectors.joining(" "))))
        .isEqualTo(letters(text));
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
