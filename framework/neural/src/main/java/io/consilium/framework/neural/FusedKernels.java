package io.consilium.framework.neural;

import io.consilium.framework.neural.internal.RowMath;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Row by row: copied to the heap, where the just-in-time compiler vectorises, and back. */
final class FusedKernels implements Kernels {

  private final RowMath math;

  FusedKernels(RowMath math) {
    this.math = math;
  }

  @Override
  public void add(INDArray y, INDArray x) {
    FloatBuffer ys = Buffers.of(y);
    FloatBuffer xs = Buffers.of(x);
    int width = width(y);
    float[] sum = new float[width];
    float[] row = new float[width];
    for (int at = 0; at < ys.limit(); at += width) {
      ys.get(at, sum);
      xs.get(at, row);
      plus(sum, row);
      ys.put(at, sum);
    }
  }

  @Override
  public void addAndNormalize(INDArray x, INDArray added, INDArray y, INDArray inverse, float eps) {
    FloatBuffer xs = Buffers.of(x);
    FloatBuffer addends = Buffers.of(added);
    FloatBuffer ys = Buffers.of(y);
    FloatBuffer inverses = Buffers.of(inverse);
    int width = width(x);
    float[] u = new float[width];
    float[] row = new float[width];
    for (int at = 0; at < xs.limit(); at += width) {
      xs.get(at, u);
      addends.get(at, row);
      plus(u, row);
      float r = (float) (1 / Math.sqrt(math.dot(u, u, width) / width + eps));
      for (int i = 0; i < width; i++) {
        u[i] *= r;
      }
      ys.put(at, u);
      inverses.put(at / width, r);
    }
  }

  @Override
  public void normalizeBackward(INDArray y, INDArray inverse, INDArray g, INDArray back) {
    FloatBuffer ys = Buffers.of(y);
    FloatBuffer inverses = Buffers.of(inverse);
    FloatBuffer gs = Buffers.of(g);
    FloatBuffer backs = Buffers.of(back);
    int width = width(y);
    float[] row = new float[width];
    float[] grad = new float[width];
    for (int at = 0; at < ys.limit(); at += width) {
      ys.get(at, row);
      gs.get(at, grad);
      float r = inverses.get(at / width);
      float mean = math.dot(row, grad, width) / width;
      for (int i = 0; i < width; i++) {
        grad[i] = r * (grad[i] - row[i] * mean);
      }
      backs.put(at, grad);
    }
  }

  @Override
  public void gate(INDArray gateUp, INDArray hidden) {
    FloatBuffer in = Buffers.of(gateUp);
    FloatBuffer out = Buffers.of(hidden);
    int inner = width(hidden);
    float[] row = new float[2 * inner];
    float[] result = new float[inner];
    for (int at = 0; at < out.limit(); at += inner) {
      in.get(2 * at, row);
      math.gate(1, inner, row, 0, result, 0);
      out.put(at, result);
    }
  }

  @Override
  public void gateBackward(INDArray gateUp, INDArray gHidden, INDArray gGateUp) {
    FloatBuffer in = Buffers.of(gateUp);
    FloatBuffer gs = Buffers.of(gHidden);
    FloatBuffer out = Buffers.of(gGateUp);
    int inner = width(gHidden);
    float[] row = new float[2 * inner];
    float[] grad = new float[inner];
    float[] back = new float[2 * inner];
    for (int at = 0; at < gs.limit(); at += inner) {
      in.get(2 * at, row);
      gs.get(at, grad);
      math.gateBackward(1, inner, row, 0, grad, back);
      out.put(2 * at, back);
    }
  }

  @Override
  public void softmax(INDArray scores) {
    FloatBuffer all = Buffers.of(scores);
    int width = width(scores);
    float[] row = new float[width];
    for (int at = 0; at < all.limit(); at += width) {
      all.get(at, row);
      math.softmax(row, width);
      all.put(at, row);
    }
  }

  @Override
  public void softmaxBackward(INDArray p, INDArray g) {
    FloatBuffer ps = Buffers.of(p);
    FloatBuffer gs = Buffers.of(g);
    int width = width(p);
    float[] row = new float[width];
    float[] grad = new float[width];
    for (int at = 0; at < ps.limit(); at += width) {
      ps.get(at, row);
      gs.get(at, grad);
      float sum = math.dot(row, grad, width);
      for (int i = 0; i < width; i++) {
        grad[i] = row[i] * (grad[i] - sum);
      }
      gs.put(at, grad);
    }
  }

  @Override
  public void rotate(INDArray x, Rotary rotary, int positions, int heads, int direction) {
    FloatBuffer all = Buffers.of(x);
    int stride = width(x);
    int half = rotary.width() / 2;
    float[] row = new float[heads * rotary.width()];
    for (int at = 0, r = 0; at < all.limit(); at += stride, r++) {
      all.get(at, row);
      int angle = r % positions * rotary.width();
      for (int first = 0; first < row.length; first += 2 * half) {
        for (int i = 0; i < half; i++) {
          float a = row[first + i];
          float b = row[first + half + i];
          float cos = rotary.cos()[angle + i];
          float sin = direction * rotary.sin()[angle + i];
          row[first + i] = a * cos - b * sin;
          row[first + half + i] = b * cos + a * sin;
        }
      }
      all.put(at, row);
    }
  }

  @Override
  public void transpose(INDArray x, int batch, int rows, int columns, INDArray out) {
    FloatBuffer in = Buffers.of(x);
    FloatBuffer result = Buffers.of(out);
    float[] page = new float[rows * columns];
    float[] turned = new float[rows * columns];
    for (int b = 0; b < batch; b++) {
      in.get(b * page.length, page);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          turned[j * rows + i] = page[i * columns + j];
        }
      }
      result.put(b * page.length, turned);
    }
  }

  private static void plus(float[] sum, float[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += row[i];
    }
  }

  private static int width(INDArray array) {
    return (int) array.size(array.rank() - 1);
  }
}
