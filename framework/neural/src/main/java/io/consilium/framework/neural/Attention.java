package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Multi-head softmax attention over all positions of a sequence, with rotary positions or none
 * (arXiv 1706.03762, section 3.2). Heads are windows into the projection, so nothing is gathered.
 */
final class Attention implements Layer {

  private final Linear qkvProjection; // D -> 3 * D: heads of q, then of k, then of v
  private final Linear outProjection; // D -> D
  private final Rotary rotary; // null: no positions
  private final int heads;
  private final int width; // of a head
  private final int hidden; // D = heads * width
  private final Kernels kernels = Kernels.best();

  Attention(Parameters parameters, String prefix, int hidden, int heads, Rotary rotary) {
    this.qkvProjection = Linear.create(parameters, prefix + "qkv_proj", hidden, 3 * hidden);
    this.outProjection = Linear.create(parameters, prefix + "o_proj", hidden, hidden);
    this.rotary = rotary;
    this.heads = heads;
    this.width = hidden / heads;
    this.hidden = hidden;
  }

  @Override
  public Pass forward(INDArray x, Run run) {
    Scratch scratch = run.scratch();
    int s = run.positions();
    INDArray qkv = qkvProjection.forward(x, scratch); // [B * S, 3 * D]
    rotate(qkv, s, 1);
    INDArray p = scratch.take((long) run.batch() * heads, s, s); // [B * heads, S, S]
    INDArray context = scratch.take(x.size(0), hidden); // [B * S, D]
    INDArray[] in = heads(qkv, run, 3);
    INDArray[] ps = squares(p, run);
    INDArray[] out = heads(context, run, 1);
    int n = ps.length;
    for (int i = 0; i < n; i++) { // p = q k' / sqrt(d)
      product(
          false, true, s, s, width, scale(), in[i], 3 * hidden, in[n + i], 3 * hidden, ps[i], s);
    }
    kernels.softmax(p);
    for (int i = 0; i < n; i++) { // context = p v
      product(false, false, s, width, s, 1f, ps[i], s, in[2 * n + i], 3 * hidden, out[i], hidden);
    }
    INDArray y = outProjection.forward(context, scratch); // [B * S, D]
    return Pass.of(y, g -> backward(g, x, qkv, p, context, run));
  }

  private INDArray backward(
      INDArray g, INDArray x, INDArray qkv, INDArray p, INDArray context, Run run) {
    Scratch scratch = run.scratch();
    int s = run.positions();
    int d3 = 3 * hidden;
    INDArray gContext = outProjection.backward(context, g, scratch); // [B * S, D]
    INDArray gP = scratch.take(p.shape()); // [B * heads, S, S]
    INDArray gQkv = scratch.take(qkv.shape()); // [B * S, 3 * D]
    INDArray[] in = heads(qkv, run, 3);
    INDArray[] gIn = heads(gQkv, run, 3);
    INDArray[] ps = squares(p, run);
    INDArray[] gPs = squares(gP, run);
    INDArray[] gOut = heads(gContext, run, 1);
    int n = ps.length;
    for (int i = 0; i < n; i++) { // gP = gC v', gV = p' gC
      product(false, true, s, s, width, 1f, gOut[i], hidden, in[2 * n + i], d3, gPs[i], s);
      product(true, false, s, width, s, 1f, ps[i], s, gOut[i], hidden, gIn[2 * n + i], d3);
    }
    kernels.softmaxBackward(p, gP);
    for (int i = 0; i < n; i++) { // gQ = gS k / sqrt(d), gK = gS' q / sqrt(d)
      product(false, false, s, width, s, scale(), gPs[i], s, in[n + i], d3, gIn[i], d3);
      product(true, false, s, width, s, scale(), gPs[i], s, in[i], d3, gIn[n + i], d3);
    }
    rotate(gQkv, s, -1);
    return qkvProjection.backward(x, gQkv, scratch); // [B * S, D]
  }

  private float scale() {
    return (float) (1 / Math.sqrt(width));
  }

  private void rotate(INDArray qkv, int positions, int direction) {
    if (rotary != null) {
      kernels.rotate(qkv, rotary, positions, 2 * heads, direction);
    }
  }

  /** Where each head of each sequence begins: groups (q, k, v) outermost, then B, then heads. */
  private INDArray[] heads(INDArray rows, Run run, int groups) {
    int n = run.batch() * heads;
    long sequence = (long) run.positions() * groups * hidden;
    return run.scratch()
        .parts(
            rows,
            groups * n,
            i -> i % n / heads * sequence + (long) (i / n) * hidden + (long) (i % heads) * width);
  }

  private INDArray[] squares(INDArray p, Run run) {
    long square = (long) run.positions() * run.positions();
    return run.scratch().parts(p, run.batch() * heads, i -> i * square);
  }

  private static void product(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float alpha,
      INDArray a,
      int rowA,
      INDArray b,
      int rowB,
      INDArray c,
      int rowC) {
    Gemm.multiply(transposeA, transposeB, m, n, k, alpha, a, rowA, b, rowB, 0f, c, rowC);
  }
}
