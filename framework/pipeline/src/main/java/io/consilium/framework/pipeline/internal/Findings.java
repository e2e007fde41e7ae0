package io.consilium.framework.pipeline.internal;

import io.consilium.framework.pipeline.PipelineError;
import io.consilium.framework.pipeline.PipelineError.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
public final class Findings {
  private static final int MOST = 50;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  public Findings(String file) {
    this.file = file;
  }

  public void add(int line, String path, String message, String fix) {
    Problem problem = new Problem(line, path, message, fix);
    if (problems.size() < MOST && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Throws what was collected, in the order of the file. */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line));
      throw new PipelineError(file, problems);
    }
  }
}
