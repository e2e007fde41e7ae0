package io.consilium.expert.nlp.internal.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.expert.nlp.internal.embedding.MiniLm;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SentimentExpertTest {
  private static final MiniLm MODEL = new MiniLm();
  private static final Box NOWHERE = new Box(0, 0, 1, 1);
  private final SentimentExpert expert = new SentimentExpert(new Judge(MODEL));
  private final TestContext context = TestContext.create();

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void judgesEachSentenceAndTheWhole() throws Exception {
    Sentiment sentiment =
        judged(
            "Operating profit rose to EUR 9.1 mn from EUR 7.4 mn. Net sales declined by 4 %."
                + " The company won its largest order ever. The report is published in May.");

    assertThat(sentiment.sentences())
        .extracting(Sentiment.Sentence::label)
        .containsExactly(Label.POSITIVE, Label.NEGATIVE, Label.POSITIVE, Label.NEUTRAL);
    assertThat(sentiment.label()).isEqualTo(Label.POSITIVE);
    assertThat(sentiment.score()).isBetween(0.1, 1.0);
  }

  @Test
  void quotesTheDriversAsTheyStandInTheText() throws Exception {
    Sentiment sentiment = judged("The operating LOSS  narrowed, but demand remains Weak.");

    assertThat(sentiment.sentences()).hasSize(1);
    Sentiment.Sentence sentence = sentiment.sentences().get(0);
    assertThat(sentence.drivers())
        .isNotEmpty()
        .allSatisfy(driver -> assertThat(sentence.text()).contains(driver.phrase()));
  }

  @Test
  void explainsEveryLabelThatIsNotNeutral() throws Exception {
    Sentiment sentiment =
        judged(
            "Passengers were stranded overnight. Everyone loves the new phone."
                + " The mood in the boardroom is sombre.");

    assertThat(sentiment.sentences())
        .filteredOn(sentence -> sentence.label() != Label.NEUTRAL)
        .allSatisfy(sentence -> assertThat(sentence.drivers()).isNotEmpty());
  }

  @Test
  void letsFiguresAndSmallPrintNotCount() throws Exception {
    Sentiment bare = judged("Profit fell sharply.");
    Sentiment dressed =
        judged(
            "Profit fell sharply.\n\n2021 2022 2023 14.5 15.5 16.2\n\n"
                + "This release contains forward-looking statements about growth.");

    assertThat(dressed.score()).isEqualTo(bare.score());
    assertThat(dressed.sentences()).hasSize(3);
  }

  @Test
  void readsTheProseOfAPage() throws Exception {
    Page page =
        new Page(
            100,
            100,
            0,
            1,
            List.of(
                block(BlockKind.TITLE, "Third quarter 2024"),
                block(BlockKind.PARAGRAPH, "Revenue grew strongly and margins improved."),
                block(BlockKind.TABLE, "Loss loss loss 1 2 3")));
    Sentiment sentiment = read(solve(Map.of("page", List.of(context.artifacts().of(page)))));

    assertThat(sentiment.label()).isEqualTo(Label.POSITIVE);
    assertThat(sentiment.sentences()).hasSize(2);
  }

  @Test
  void declinesOtherLanguagesAndEmptyTexts() throws Exception {
    assertThat(
            solve("Der Umsatz ist im dritten Quartal um 5 Prozent gestiegen und der Gewinn auch."))
        .isInstanceOfSatisfying(
            Declined.class,
            declined -> {
              assertThat(declined.code()).isEqualTo(Declined.UNSUITED);
              assertThat(declined.message()).contains("(German)").contains("Maybe");
            });
    for (String empty : List.of("", " \n ", "\u0000", "12.5 14 %", "🚀🚀")) {
      assertThat(solve(empty))
          .isInstanceOfSatisfying(
              Declined.class, declined -> assertThat(declined.code()).isEqualTo(Declined.ABSENT));
    }
    assertThat(solve(Map.of()))
        .isInstanceOfSatisfying(
            Declined.class, declined -> assertThat(declined.code()).isEqualTo(Declined.BAD_INPUT));
  }

  @Test
  void declinesATextThatIsTooLong() throws Exception {
    assertThat(solve("Profit rose. ".repeat(100_000)))
        .isInstanceOfSatisfying(
            Declined.class, declined -> assertThat(declined.message()).contains("too long"));
  }

  @Test
  void stopsWhenCancelled() throws Exception {
    context.cancel();
    assertThat(solve("Profit rose.")).isInstanceOf(Failed.class);
  }

  @Test
  void bearsOddText() throws Exception {
    Random random = new Random(5);
    String[] parts = {
      "profit",
      "fell",
      "EUR",
      "1.5",
      "1,,2",
      "-",
      "%",
      "from",
      "to",
      "🚀",
      "\u0000",
      "\n",
      "\ud83d",
      "İ",
      "ﬁ",
      "“",
      "...",
      "compared with",
      "mn",
      "(",
      "not",
      "\u202e",
      "A".repeat(300),
      "٣",
      "e\u0301"
    };
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(1 + random.nextInt(40), 0, parts.length)
          .forEach(p -> text.append(parts[p]).append(' '));
      assertThat(solve(text.toString())).isNotNull();
    }
  }

  @Test
  void givesEqualOutcomesForEqualTexts() throws Exception {
    assertThat(judged("Orders fell and rose.")).isEqualTo(judged("Orders fell and rose."));
  }

  private Sentiment judged(String text) throws Exception {
    return read(solve(text));
  }

  private Sentiment read(ExpertOutcome outcome) throws Exception {
    Artifact artifact = ((Solved) outcome).outputs().get("sentiment");
    return context.artifacts().read(artifact, Sentiment.class);
  }

  private ExpertOutcome solve(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return solve(Map.of("text", List.of(context.artifacts().of(MediaType.TEXT, bytes))));
  }

  private ExpertOutcome solve(Map<String, List<Artifact>> inputs) throws Exception {
    return expert.solve(new Assignment("nlp.sentiment", "", inputs, Settings.EMPTY), context);
  }

  private static Block block(BlockKind kind, String text) {
    List<Word> words = Stream.of(text.split(" ")).map(word -> new Word(word, NOWHERE, 1)).toList();
    return new Block(kind, NOWHERE, List.of(new Line(NOWHERE, words)));
  }
}
