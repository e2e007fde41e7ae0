package io.consilium.framework.neural;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Chains of ND4J's operations: the formulae as they are written, which the fused loops must equal.
 */
final class Nd4jKernels implements Kernels {

  private static final WorkspaceConfiguration MEMORY = WorkspaceConfiguration.builder().build();

  @Override
  public void add(INDArray y, INDArray x) {
    y.addi(x);
  }

  @Override
  public void addAndNormalize(INDArray x, INDArray added, INDArray y, INDArray inverse, float eps) {
    try (MemoryWorkspace memory = memory()) {
      INDArray u = x.add(added);
      inverse.assign(Transforms.pow(u.mul(u).mean(1).addi(eps), -0.5, false));
      y.assign(u.muliColumnVector(inverse));
    }
  }

  @Override
  public void normalizeBackward(INDArray y, INDArray inverse, INDArray g, INDArray back) {
    try (MemoryWorkspace memory = memory()) {
      INDArray mean = g.mul(y).mean(1);
      back.assign(g.sub(y.mulColumnVector(mean)).muliColumnVector(inverse));
    }
  }

  @Override
  public void gate(INDArray gateUp, INDArray hidden) {
    try (MemoryWorkspace memory = memory()) {
      INDArray gate = half(gateUp, 0).dup('c');
      hidden.assign(Transforms.sigmoid(gate, true).muli(gate).muli(half(gateUp, 1)));
    }
  }

  @Override
  public void gateBackward(INDArray gateUp, INDArray gHidden, INDArray gGateUp) {
    try (MemoryWorkspace memory = memory()) {
      INDArray gate = half(gateUp, 0).dup('c');
      INDArray s = Transforms.sigmoid(gate, true);
      INDArray slope = s.rsub(1).muli(gate).addi(1).muli(s);
      half(gGateUp, 0).assign(gHidden.mul(half(gateUp, 1)).muli(slope));
      half(gGateUp, 1).assign(gHidden.mul(gate).muli(s));
    }
  }

  @Override
  public void softmax(INDArray scores) {
    try (MemoryWorkspace memory = memory()) {
      scores.assign(Transforms.softmax(scores, true));
    }
  }

  @Override
  public void softmaxBackward(INDArray p, INDArray g) {
    try (MemoryWorkspace memory = memory()) {
      int last = p.rank() - 1;
      long[] shape = p.shape().clone();
      shape[last] = 1;
      INDArray sum = g.mul(p).sum(last).reshape(shape);
      g.subi(sum.broadcast(p.shape())).muli(p);
    }
  }

  @Override
  public void rotate(INDArray x, Rotary rotary, int positions, int heads, int direction) {
    try (MemoryWorkspace memory = memory()) {
      long batch = x.size(0) / positions;
      int d = rotary.width();
      INDArray part =
          x.reshape(batch, positions, x.size(1) / d, d)
              .get(
                  NDArrayIndex.all(),
                  NDArrayIndex.all(),
                  NDArrayIndex.interval(0, heads),
                  NDArrayIndex.all());
      INDArray old = part.dup('c'); // [batch, positions, heads, d]
      INDArray a = old.get(all3(NDArrayIndex.interval(0, d / 2)));
      INDArray b = old.get(all3(NDArrayIndex.interval(d / 2, d)));
      INDArray turned = Nd4j.concat(3, b.neg(), a);
      INDArray cos = table(rotary.cos(), positions, d, old.shape());
      INDArray sin = table(rotary.sin(), positions, d, old.shape()).muli(direction);
      part.assign(old.mul(cos).addi(turned.muli(sin)));
    }
  }

  @Override
  public void transpose(INDArray x, int batch, int rows, int columns, INDArray out) {
    out.reshape(batch, columns, rows).assign(x.reshape(batch, rows, columns).permute(0, 2, 1));
  }

  private static INDArrayIndex[] all3(INDArrayIndex last) {
    return new INDArrayIndex[] {NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), last};
  }

  private static INDArray table(float[] numbers, int positions, int d, long[] shape) {
    INDArray rows = Nd4j.createUninitialized(DataType.FLOAT, new long[] {positions, d}, 'c');
    Buffers.of(rows).put(0, numbers, 0, positions * d);
    return rows.reshape(1, positions, 1, d).broadcast(shape).dup('c');
  }

  private static INDArray half(INDArray gateUp, int which) {
    long inner = gateUp.size(1) / 2;
    return gateUp.get(
        NDArrayIndex.all(), NDArrayIndex.interval(which * inner, (which + 1) * inner));
  }

  private static MemoryWorkspace memory() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(MEMORY, "consilium-kernels");
  }
}
