package io.consilium.tck;

import io.consilium.api.task.Artifact;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Counts streams on artifacts that were opened and not closed. */
final class Opened {
  private final AtomicInteger open = new AtomicInteger();

  int count() {
    return open.get();
  }

  /** The same inputs, whose streams are counted. */
  Map<String, List<Artifact>> counting(Map<String, List<Artifact>> inputs) {
    return inputs.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().stream().map(this::counted).toList()));
  }

  private Artifact counted(Artifact artifact) {
    return new Artifact(
        artifact.mediaType(),
        artifact.size(),
        artifact.digest(),
        () -> new Counted(artifact.open()));
  }

  private final class Counted extends FilterInputStream {
    private boolean closed;

    Counted(InputStream in) {
      super(in);
      open.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
      synchronized (this) {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
      }
      super.close();
    }
  }
}
