package io.consilium.expert.nlp.internal.summary;

import io.consilium.api.data.Report;
import io.consilium.api.data.Sentiment;
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
import io.consilium.expert.nlp.internal.embedding.Embeddings;
import io.consilium.expert.nlp.internal.text.InputText;
import io.consilium.expert.nlp.internal.text.Inputs;
import io.consilium.expert.nlp.internal.text.UnfitInput;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes one report that cites every document by number and quotes it exactly. Thread-safe. */
public final class DigestExpert implements Expert, AutoCloseable {
  private static final MediaType REPORT = Vocabulary.mediaType(Report.class);
  private static final Capability DIGEST =
      new Capability(
          "nlp.digest",
          Map.of("summaries", REPORT, "documents", MediaType.TEXT),
          Map.of("sentiments", Vocabulary.mediaType(Sentiment.class)),
          Map.of("report", REPORT));

  private final Embeddings embeddings;

  @Inject
  public DigestExpert(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        "nlp.digests",
        "Writes one report out of many summarised documents, citing each and saying how it sounds.",
        DIGEST);
  }

  @Override
  public void warmUp() {
    embeddings.load();
  }

  @Override
  public void close() {
    embeddings.close();
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    try {
      return digested(assignment, context);
    } catch (UnfitInput e) {
      return e.declined();
    }
  }

  private ExpertOutcome digested(Assignment assignment, CallContext context)
      throws IOException, UnfitInput {
    List<String> documents = new ArrayList<>();
    for (Artifact artifact : assignment.inputs().getOrDefault("documents", List.of())) {
      if (artifact.size() > InputText.LARGEST) {
        return InputText.tooLong(artifact.size());
      }
      byte[] bytes = context.artifacts().bytes(artifact, InputText.LARGEST);
      documents.add(new String(bytes, StandardCharsets.UTF_8));
    }
    List<Report> summaries = Inputs.all(assignment, context, "summaries", Report.class);
    List<Sentiment> sentiments = Inputs.all(assignment, context, "sentiments", Sentiment.class);
    if (documents.isEmpty() || summaries.isEmpty()) {
      return ExpertOutcome.absent(
          "There is nothing to digest ("
              + documents.size()
              + " documents, "
              + summaries.size()
              + " summaries).");
    }
    List<Source> sources = Source.together(documents, summaries, sentiments);
    Report report = new Digest(sources, embeddings).write();
    return new ExpertOutcome.Solved(
        Map.of("report", context.artifacts().of(report)),
        0.8,
        Facts.of("documents", sources.size()));
  }
}
