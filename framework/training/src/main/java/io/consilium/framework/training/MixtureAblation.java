package io.consilium.framework.training;

import io.consilium.framework.neural.Act;
import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.Carry;
import io.consilium.framework.neural.CrossEntropy;
import io.consilium.framework.neural.FeedForward;
import io.consilium.framework.neural.NetworkConfig.Positions;
import io.consilium.framework.neural.Parameter;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.Step;
import io.consilium.framework.neural.Trm;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.mixture.Balance;
import io.consilium.framework.neural.mixture.Gating;
import io.consilium.framework.neural.mixture.MixtureConfig;
import io.consilium.framework.neural.mixture.MixtureFactory;
import io.consilium.framework.neural.mixture.RoutingSummary;
import io.consilium.framework.neural.optim.AdamATan2;
import io.consilium.framework.neural.optim.LearningRate;
import io.consilium.framework.neural.optim.Optimizer;
import io.consilium.framework.training.inspect.Wilson;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Task;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Trains small TRMs on 4 x 4 Sudokus that differ only in their feed-forward part: dense, and sparse
 * mixtures in which a token meets as many weights (but for the router's). Same seeds, same puzzles,
 * same number of updates; the results go into a table.
 */
public final class MixtureAblation {
  private static final int HIDDEN = 64;
  private static final int BATCH = 32;
  private static final int ACT_STEPS = 4;
  private static final int TESTS = 1000;
  private static final int EXPERTS = 4;
  private static final double INNER_512 = 12;
  private static final double INNER_256 = 4;
  private static final double CAPACITY = 1.5;

  private final Task task = Task.of("sudoku4", 4);
  private final int updates;
  private final int seeds;

  private MixtureAblation(int updates, int seeds) {
    this.updates = updates;
    this.seeds = seeds;
  }

  /** What one training came to. */
  private record Result(
      long weights,
      double active,
      Wilson easy,
      Wilson minimal,
      double cpu,
      List<RoutingSummary> routing) {}

  /**
   * Runs it.
   *
   * @param arguments updates of each network, number of seeds, and the file that takes the table
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("Usage: MixtureAblation UPDATES SEEDS FILE. Maybe 1000 2 mixture.md.");
      System.exit(TrainingMain.USAGE);
    }
    MixtureAblation ablation =
        new MixtureAblation(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    ablation.run(Path.of(arguments[2]));
  }

  /** The variants: a token meets an inner width of 512 in each. */
  private static Map<String, MixtureConfig> variants() {
    Map<String, MixtureConfig> variants = new LinkedHashMap<>();
    variants.put("dense", null);
    Balance bias = new Balance.Bias(0.01);
    variants.put("Switch top-1, bias", mixture(Gating.SWITCH, bias));
    variants.put("Mixtral top-2, bias", mixture(Gating.MIXTRAL, bias));
    variants.put(
        "Switch top-1, auxiliary loss", mixture(Gating.SWITCH, new Balance.AuxiliaryLoss(0.01)));
    variants.put("straight-through top-1, bias", mixture(Gating.STRAIGHT_THROUGH, bias));
    return variants;
  }

  private static MixtureConfig mixture(Gating gating, Balance balance) {
    double expansion = gating.chosen() == 1 ? INNER_512 : INNER_256;
    return new MixtureConfig(EXPERTS, gating, expansion, CAPACITY, balance);
  }

  /** Each row is written as soon as it is known: every one stands for itself. */
  private void run(Path file) throws IOException {
    Files.writeString(file, head());
    for (int seed = 1; seed <= seeds; seed++) {
      for (Map.Entry<String, MixtureConfig> variant : variants().entrySet()) {
        String row = row(variant.getKey(), seed, train(seed, variant.getValue()));
        Files.writeString(file, row, StandardOpenOption.APPEND);
        System.out.print(row);
      }
    }
  }

  private static String row(String name, int seed, Result result) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,d | %,d | %d of %d: %s | %d of %d: %s | %s | %.1f |%n",
        name,
        seed,
        result.weights,
        Math.round(result.weights * result.active),
        result.easy.hits(),
        result.easy.of(),
        result.easy,
        result.minimal.hits(),
        result.minimal.of(),
        result.minimal,
        routing(result.routing),
        result.cpu);
  }

  private String head() {
    return """
        # Measured: sparse mixtures

            java -cp ... io.consilium.framework.training.MixtureAblation %d %d FILE

        | feed-forward | seed | weights | met by a token | easy, exact | minimal, exact | load of the experts | CPU ms an update |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        """
        .formatted(updates, seeds);
  }

  private static String routing(List<RoutingSummary> routing) {
    if (routing.isEmpty()) {
      return "-";
    }
    RoutingSummary one = routing.get(0);
    StringBuilder loads = new StringBuilder();
    one.load().forEach(load -> loads.append(String.format(Locale.ROOT, "%.2f ", load)));
    return String.format(
        Locale.ROOT, "%s(entropy %.3f, Gini %.3f)", loads, one.entropy(), one.gini());
  }

  private Result train(int seed, MixtureConfig mixture) {
    MixtureFactory mixtures = mixture == null ? null : new MixtureFactory(mixture);
    FeedForward.Factory part = mixtures == null ? FeedForward.Factory.swiGlu(INNER_512) : mixtures;
    try (ReasoningNetwork network = Trm.create(config(), seed, part)) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      learn(network, mixtures, seed);
      long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      if (mixtures != null) {
        mixtures.takeSummaries();
      }
      Wilson easy = new Wilson(solved(network, "easy"), TESTS);
      Wilson minimal = new Wilson(solved(network, "minimal"), TESTS);
      List<RoutingSummary> routing = mixtures == null ? List.of() : mixtures.takeSummaries();
      return new Result(
          network.parameters().count(),
          active(network, mixtures),
          easy,
          minimal,
          spent / 1e6 / updates,
          routing);
    }
  }

  /**
   * The share of all weights that a token meets: everything outside the mixtures, and its experts.
   */
  private static double active(ReasoningNetwork network, MixtureFactory mixtures) {
    if (mixtures == null) {
      return 1;
    }
    long sparse = 0;
    for (Parameter parameter : network.parameters().all()) {
      sparse += parameter.name().contains(".mlp.") ? parameter.values().limit() : 0;
    }
    double idle = sparse * (1 - mixtures.activeShare());
    return 1 - idle / network.parameters().count();
  }

  private void learn(ReasoningNetwork network, MixtureFactory mixtures, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LearningRate rate = new LearningRate(2e-3, 50, updates, 0.1);
    List<Parameter> weights = network.parameters().trained();
    List<Optimizer> optimizers = new ArrayList<>();
    for (Parameter parameter : weights) {
      optimizers.add(new AdamATan2(parameter.values().limit(), 0.9, 0.95, 0.1));
    }
    Batch first = puzzles("easy", BATCH, Split.TRAIN, random);
    Carry carry = network.initialCarry(first);
    for (int update = 0; update < updates; update++) {
      String kind = update % 2 == 0 ? "easy" : "minimal";
      Batch offered = update == 0 ? first : puzzles(kind, BATCH, Split.TRAIN, random);
      network.parameters().clearGradients();
      carry =
          network
              .train(
                  carry,
                  offered,
                  Act.explore(network.config(), BATCH, random),
                  CrossEntropy.STABLEMAX,
                  1.0 / BATCH)
              .carry();
      double now = rate.at(update + 1L);
      for (int i = 0; i < weights.size(); i++) {
        optimizers.get(i).step(weights.get(i).values(), weights.get(i).gradients(), now);
      }
      if (mixtures != null) {
        mixtures.balance();
      }
    }
  }

  /** Test puzzles whose every cell is right after the last ACT step. */
  private int solved(ReasoningNetwork network, String kind) {
    RandomGenerator random = new SplittableRandom(0x7E57);
    int exact = 0;
    for (int from = 0; from < TESTS; from += 50) {
      Batch batch = puzzles(kind, 50, Split.TEST, random);
      Carry carry = network.initialCarry(batch);
      Step last = null;
      for (int step = 0; step < ACT_STEPS; step++) {
        last = network.step(carry, batch, Act.evaluate());
        carry = last.carry();
      }
      exact += ReasoningNetwork.loss(last, CrossEntropy.STABLEMAX).exact();
    }
    return exact;
  }

  private Batch puzzles(String kind, int size, Split split, RandomGenerator random) {
    List<Puzzle> puzzles = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      puzzles.add(task.next(kind, split, random));
    }
    int length = task.side() * task.side();
    int[] inputs = new int[size * length];
    int[] labels = new int[size * length];
    for (int i = 0; i < size; i++) {
      System.arraycopy(task.tokens(puzzles.get(i).cells()), 0, inputs, i * length, length);
      System.arraycopy(task.tokens(puzzles.get(i).solution()), 0, labels, i * length, length);
    }
    return new Batch(size, inputs, labels, new int[size]);
  }

  private TrmConfig config() {
    int cells = task.side() * task.side();
    return new TrmConfig(
        cells,
        task.vocabulary(),
        HIDDEN,
        4,
        INNER_512,
        1,
        2,
        1,
        0,
        0,
        0,
        Positions.LEARNED,
        false,
        true,
        0,
        0,
        ACT_STEPS,
        0.1);
  }
}
