package io.consilium.distribution.evaluation.suites;

import io.consilium.api.data.Grid;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.grids.GridPictures;
import io.consilium.distribution.evaluation.grids.GridTruth;
import io.consilium.distribution.evaluation.measure.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pictures of grids: how many are read wholly right, wrongly, or declined. */
final class GridPicturesSuite implements Suite {
  private static final String PIPELINE = "read-grid";

  /** How one picture went. */
  private enum End {
    RIGHT,
    WRONG,
    DECLINED
  }

  private record Score(GridTruth truth, End end) {
    boolean isHeld() {
      return truth.seed() >= GridPictures.FIRST_HELD;
    }

    boolean isGrid() {
      return truth.size() > 0;
    }
  }

  @Override
  public String name() {
    return "grid-pictures";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public String description() {
    return "Pictures of sudokus from seeds: read wholly right, wrongly, or declined.";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    List<Integer> seeds = seeds(run);
    AtomicInteger done = new AtomicInteger();
    try (Scratch scratch = Scratch.create("grids");
        Tasks tasks = new Tasks(host.open())) {
      List<Score> scores =
          Workers.map(
              seeds,
              tasks.parallel(),
              seed -> {
                Score score = score(seed, run.keep().orElse(scratch.path()), tasks);
                if (run.keep().isEmpty()) {
                  for (String ending : List.of(".png", ".jpg", ".json")) {
                    Files.deleteIfExists(scratch.path().resolve(GridPictures.name(seed) + ending));
                  }
                }
                run.watch().item(fields(score));
                if (done.incrementAndGet() % 20 == 0 || done.get() == seeds.size()) {
                  run.watch().progress(done + "/" + seeds.size() + " pictures");
                }
                return score;
              });
      return result(scores);
    }
  }

  /** With a limit, the first of each half, so that both stay comparable. */
  private static List<Integer> seeds(Run run) {
    int limit = run.limit().orElse(GridPictures.COUNT);
    int tune = run.split() == Split.HELD ? 0 : run.split() == Split.TUNE ? limit : (limit + 1) / 2;
    int held = run.split() == Split.TUNE ? 0 : run.split() == Split.HELD ? limit : limit / 2;
    return Stream.concat(
            IntStream.range(0, GridPictures.FIRST_HELD).limit(tune).boxed(),
            IntStream.range(GridPictures.FIRST_HELD, GridPictures.COUNT).limit(held).boxed())
        .toList();
  }

  private static Score score(int seed, Path directory, Tasks tasks) throws IOException {
    GridTruth truth = GridPictures.truth(seed);
    Answers answers = tasks.run(PIPELINE, GridPictures.write(seed, directory));
    Optional<Grid> grid = answers.first("grid", Grid.class);
    if (grid.isEmpty()) {
      return new Score(truth, End.DECLINED);
    }
    return new Score(truth, grid.get().cells().equals(truth.cells()) ? End.RIGHT : End.WRONG);
  }

  private static Map<String, Object> fields(Score score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seed", score.truth().seed());
    fields.put("level", score.truth().level());
    fields.put("size", score.truth().size());
    fields.put("cellPixels", score.truth().cellPixels());
    fields.put("face", score.truth().face());
    fields.put("end", score.end().name());
    return fields;
  }

  private static Result result(List<Score> scores) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    List<Score> grids = scores.stream().filter(Score::isGrid).toList();
    add(metrics, "", grids);
    add(metrics, ".tune", only(grids, score -> !score.isHeld()));
    add(metrics, ".held", only(grids, Score::isHeld));
    for (String level : List.of("clean", "scan", "photo", "rough")) {
      add(metrics, ".held." + level, only(grids, s -> s.isHeld() && isLevel(s, level)));
    }
    for (int size : new int[] {4, 6, 9, 16}) {
      add(
          metrics,
          ".held." + size + "x" + size,
          only(grids, s -> s.isHeld() && s.truth().size() == size));
    }
    List<Score> others = only(scores, score -> !score.isGrid());
    metrics.put("no-grid.declined", share(others, End.DECLINED));
    metrics.put("no-grid.declined.held", share(only(others, Score::isHeld), End.DECLINED));
    return new Result(scores.size(), metrics, List.of(), notes());
  }

  private static boolean isLevel(Score score, String level) {
    return score.truth().level().equals(level);
  }

  private static List<Score> only(List<Score> scores, Predicate<Score> wanted) {
    return scores.stream().filter(wanted).toList();
  }

  private static void add(Map<String, Metric> metrics, String suffix, List<Score> scores) {
    if (!scores.isEmpty()) {
      metrics.put("right" + suffix, share(scores, End.RIGHT));
      metrics.put("wrong" + suffix, share(scores, End.WRONG));
      metrics.put("declined" + suffix, share(scores, End.DECLINED));
    }
  }

  private static Metric share(List<Score> scores, End end) {
    int hits = (int) scores.stream().filter(score -> score.end() == end).count();
    return Metric.share(hits, scores.size());
  }

  private static List<String> notes() {
    return List.of(
        "right: every cell as printed. wrong: a grid came out that differs in any cell. declined:"
            + " no grid came out, for a stated reason.",
        "no-grid: pictures of prose, tables, crosswords and two grids at once, which are to be"
            + " declined.",
        "clean: as printed; scan: turned up to 2.5 degrees, pale, noisy; photo: up to 8 degrees,"
            + " keystone, uneven light, blur, JPEG; rough: up to 14 degrees, strong keystone, blur"
            + " and noise, a quarter to two thirds of the contrast, hard JPEG.",
        "Intervals are Wilson's, 95 %. Seeds 0 to 199 are for tuning, 200 to 399 are held back. The"
            + " digits' fonts (Liberation, DejaVu) are none that the reader was trained on.");
  }
}
