package io.consilium.expert.example.internal;

import io.consilium.api.data.Report;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/** Counts the words of a text. The smallest expert there is: copy it to begin your own. */
public final class WordCount implements Expert {
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "example.word-count",
          "Counts the words of a text.",
          new Capability(
              "text.word-count",
              Map.of("text", MediaType.TEXT),
              Map.of("report", Vocabulary.mediaType(Report.class))));

  private final WordCountSettings settings;

  @Inject
  WordCount(WordCountSettings settings) {
    this.settings = settings;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws IOException {
    Artifact text = assignment.input("text");
    if (text.size() > settings.maxBytes()) {
      return ExpertOutcome.badInput(
          "The text is too long (" + text.size() + " bytes). Maybe split it.");
    }
    byte[] bytes = context.artifacts().bytes(text, settings.maxBytes());
    StringTokenizer words = new StringTokenizer(new String(bytes, StandardCharsets.UTF_8));
    int count = 0;
    while (words.hasMoreTokens() && !context.cancelled()) {
      words.nextToken();
      count++;
    }
    if (count == 0) {
      return ExpertOutcome.absent("The text holds no word. Maybe the wrong file was given.");
    }
    return new ExpertOutcome.Solved(
        Map.of("report", context.artifacts().of(report(count))), 1, Facts.of("words", count));
  }

  private static Report report(int count) {
    String number = Integer.toString(count);
    return new Report(
        "Word count",
        List.of(new Report.Section("Result", List.of("The text has " + number + " words."))),
        List.of(new Report.Figure(number, count, "count:words")),
        List.of());
  }
}
