package io.consilium.distribution.benchmarks.neural;

import io.consilium.framework.neural.Hrm;
import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig.Positions;
import io.consilium.framework.neural.Trm;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.graph.FusedGraphNetwork;
import io.consilium.framework.neural.graph.GraphTrainee;
import io.consilium.framework.neural.graph.GraphWeights;
import io.consilium.framework.neural.graph.Nd4jGraphNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A network to measure.
 *
 * @param name in tables
 * @param perPuzzle bytes that a training step keeps for each puzzle, both sides together
 * @param fixed bytes of weights and gradients, both sides together
 * @param sides makes the Java sides on some puzzles, the one that is shipped first
 */
record Subject(String name, long perPuzzle, long fixed, Function<Puzzles, List<JavaSide>> sides) {
  private static final int CELLS = 81;
  private static final long SEED = 42;

  /** All of them; the graph network with the weights given. */
  static List<Subject> all(GraphWeights graph, String graphName) {
    List<Subject> all = new ArrayList<>();
    all.add(hrm("HRM-512", HrmConfig.paper(CELLS, TokenSide.VOCABULARY)));
    all.add(trm("TRM-512 attention", TrmConfig.paper(CELLS, TokenSide.VOCABULARY, false)));
    all.add(trm("TRM-512 mlp", TrmConfig.paper(CELLS, TokenSide.VOCABULARY, true)));
    all.add(hrm("HRM-128", narrowHrm()));
    all.add(trm("TRM-128", narrowTrm()));
    all.add(new Subject(graphName, 64 << 20, 1 << 20, puzzles -> graph(graph, puzzles)));
    return all;
  }

  private static HrmConfig narrowHrm() {
    return new HrmConfig(
        CELLS,
        TokenSide.VOCABULARY,
        128,
        4,
        4,
        2,
        2,
        4,
        4,
        128,
        1,
        Positions.ROPE,
        1e-5,
        10000,
        16,
        0.1);
  }

  private static TrmConfig narrowTrm() {
    return new TrmConfig(
        CELLS,
        TokenSide.VOCABULARY,
        128,
        4,
        4,
        3,
        6,
        2,
        128,
        0,
        1,
        Positions.ROPE,
        false,
        true,
        1e-5,
        10000,
        16,
        0.1);
  }

  private static Subject hrm(String name, HrmConfig config) {
    long blocks = config.lLayers() + config.hLayers();
    return new Subject(
        name,
        blocks * block(config.hiddenSize(), config.positions(), config.numHeads()),
        blocks * weights(config.hiddenSize()),
        puzzles -> List.of(new TokenSide("hrm", Hrm.create(config, SEED), puzzles)));
  }

  private static Subject trm(String name, TrmConfig config) {
    long blocks = (long) config.lLayers() * (config.lCycles() + 1);
    return new Subject(
        name,
        blocks * block(config.hiddenSize(), config.positions(), config.numHeads()),
        config.lLayers() * weights(config.hiddenSize()),
        puzzles -> List.of(new TokenSide("trm", Trm.create(config, SEED), puzzles)));
  }

  /** What a block keeps for its gradient: about 20 widths a position here, 35 in PyTorch. */
  private static long block(long width, long positions, long heads) {
    return 55 * width * positions * Float.BYTES + 5 * heads * positions * positions * Float.BYTES;
  }

  private static long weights(long width) {
    return 4 * 14 * width * width * Float.BYTES;
  }

  private static List<JavaSide> graph(GraphWeights weights, Puzzles puzzles) {
    FusedGraphNetwork fused = new FusedGraphNetwork(weights, "");
    FusedGraphNetwork plain = FusedGraphNetwork.plain(weights, "");
    return List.of(
        new GraphSide(fused.arithmetic(), weights, fused, new GraphTrainee(weights), puzzles),
        new GraphSide(plain.arithmetic(), weights, plain, GraphTrainee.plain(weights), puzzles),
        new GraphSide(
            "ND4J, the reference", weights, new Nd4jGraphNetwork(weights, ""), null, puzzles));
  }
}
