package io.consilium.expert.nlp.internal.text;

import io.consilium.api.data.Page;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Takes the English prose out of a page or a text, or says why there is none. Stateless. */
public final class InputText {
  /** Largest text that is read, in bytes. */
  public static final long LARGEST = 512L << 10;

  /** Names and types of the inputs a text may come in. */
  public static final Map<String, MediaType> PAGE_OR_TEXT =
      Map.of("page", Vocabulary.mediaType(Page.class), "text", MediaType.TEXT);

  private InputText() {}

  /** What was found. */
  public sealed interface Read {}

  /** Prose to work on, never blank. */
  public record English(String text) implements Read {}

  /** Nothing to work on. */
  public record Unfit(Declined declined) implements Read {}

  /**
   * Reads the inputs of an assignment.
   *
   * @throws IOException if they cannot be read
   */
  public static Read of(Assignment assignment, CallContext context) throws IOException {
    Optional<Artifact> text = assignment.optionalInput("text");
    Optional<Artifact> page = assignment.optionalInput("page");
    if (text.isEmpty() && page.isEmpty()) {
      return unfit(
          ExpertOutcome.badInput(
              assignment.capability()
                  + " got neither a page nor a text. Maybe give its step an input \"page\" or"
                  + " \"text\"."));
    }
    if (text.isPresent() && text.get().size() > LARGEST) {
      return unfit(tooLong(text.get().size()));
    }
    if (text.isPresent()) {
      return english(decoded(text.get(), context));
    }
    try {
      Page read = Inputs.one(assignment, context, "page", Page.class);
      return english(read.prose().replace("\n", "\n\n"));
    } catch (UnfitInput e) {
      return unfit(e.declined());
    }
  }

  /** What is said of a text beyond {@link #LARGEST}. */
  public static Declined tooLong(long bytes) {
    return ExpertOutcome.badInput(
        "The text is too long ("
            + bytes
            + " bytes, at most "
            + LARGEST
            + "). Maybe split it into chapters.");
  }

  private static String decoded(Artifact text, CallContext context) throws IOException {
    return new String(context.artifacts().bytes(text, LARGEST), StandardCharsets.UTF_8);
  }

  /** Judges a text that is at hand. */
  public static Read english(String text) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return unfit(
          ExpertOutcome.absent(
              "There is no prose to read (" + text.length() + " characters, no letter)."));
    }
    String language = Language.of(text);
    if (!language.equals("English")) {
      return unfit(
          new Declined(
              Declined.UNSUITED,
              "The text does not seem to be English ("
                  + language
                  + "). Maybe translate it first, or install an expert for its language."));
    }
    return new English(text);
  }

  private static Unfit unfit(ExpertOutcome.Declined declined) {
    return new Unfit(declined);
  }
}
