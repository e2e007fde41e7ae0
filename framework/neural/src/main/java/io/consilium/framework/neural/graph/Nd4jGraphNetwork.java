package io.consilium.framework.neural.graph;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The same network written out on ND4J: the reference that the fused path is tested against.
 * Pooling over groups is a product with the matrix of who belongs to which group. For many threads
 * at once; holds native memory only while a segment runs.
 */
public final class Nd4jGraphNetwork implements GraphNetwork {
  private static final float EPSILON = 1e-5f;
  private static final WorkspaceConfiguration WORKSPACE = WorkspaceConfiguration.builder().build();

  private final GraphWeights weights;
  private final String digest;

  public Nd4jGraphNetwork(GraphWeights weights, String digest) {
    this.weights = weights;
    this.digest = digest;
  }

  @Override
  public GraphConfig config() {
    return weights.config();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public GraphStep step(GraphCarry carry, BooleanSupplier stop) {
    ConstraintGraph graph = carry.graph();
    int n = graph.nodes();
    int d = config().width();
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(WORKSPACE, "GRAPH_SEGMENT")) {
      INDArray[] members = new INDArray[config().poolings().size()]; // [G_k, N]
      for (int k = 0; k < members.length; k++) {
        members[k] = Nd4j.create(memberships(graph, k));
      }
      INDArray x = matrix(weights.input, 1, d); // [1, D]
      INDArray y = Nd4j.create(carry.answer(), new int[] {n, d});
      INDArray z = Nd4j.create(carry.latent(), new int[] {n, d});
      for (int update = 0; update < config().updates(); update++) {
        refuse(stop);
        z = block(y.add(z).addRowVector(x), members);
      }
      refuse(stop);
      y = block(y.add(z), members);
      GraphCarry next =
          new GraphCarry(
              graph, y.ravel().toFloatVector(), z.ravel().toFloatVector(), carry.step() + 1);
      return FusedGraphNetwork.read(weights, carry, next);
    }
  }

  private static void refuse(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      throw new CancellationException("Stopped in the middle of a segment.");
    }
  }

  private static float[][] memberships(ConstraintGraph graph, int pooling) {
    float[][] members = new float[graph.groups[pooling]][graph.nodes];
    for (int node = 0; node < graph.nodes; node++) {
      members[graph.groupOf[pooling][node]][node] = 1;
    }
    return members;
  }

  private INDArray matrix(int start, int rows, int columns) {
    float[] part = new float[rows * columns];
    System.arraycopy(weights.values(), start, part, 0, part.length);
    return Nd4j.create(part, new int[] {rows, columns});
  }

  private INDArray block(INDArray h, INDArray[] members) {
    int d = config().width();
    int p = config().message();
    int inner = config().hidden();
    INDArray said =
        Transforms.relu(h.mmul(matrix(weights.messageProj, config().messages(), d).transpose()));
    INDArray pre = h.mmul(matrix(weights.stateProj, 2 * inner, d).transpose()); // [N, 2H]
    for (int k = 0; k < members.length; k++) {
      INDArray part =
          said.get(NDArrayIndex.all(), NDArrayIndex.interval((long) k * p, (long) (k + 1) * p));
      INDArray known = members[k].mmul(part); // [G, P]
      INDArray told = known.mmul(matrix(weights.poolProj[k], 2 * inner, p).transpose()); // [G, 2H]
      pre.addi(members[k].transpose().mmul(told)); // [N, 2H]
    }
    INDArray gate = pre.get(NDArrayIndex.all(), NDArrayIndex.interval(0, inner));
    INDArray up = pre.get(NDArrayIndex.all(), NDArrayIndex.interval(inner, 2L * inner));
    INDArray act = gate.mul(Transforms.sigmoid(gate, true)).mul(up); // [N, H]
    INDArray out = h.add(act.mmul(matrix(weights.downProj, d, inner).transpose())); // [N, D]
    INDArray norm = Transforms.sqrt(out.mul(out).mean(1).addi(EPSILON), true); // [N]
    return out.divColumnVector(norm);
  }
}
