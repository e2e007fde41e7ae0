package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.blas.CpuLevel3;

/**
 * Matrix products straight into BLAS, without the shape checks, copies and reshapes of the general
 * operation, and with leading dimensions, so that heads need not be gathered. BLAS counts by
 * columns: a row-major C = A B is its C' = B' A', which also writes the result in the order it is
 * fast in.
 */
final class Gemm extends CpuLevel3 {

  private static final Gemm BLAS = new Gemm();

  private Gemm() {}

  /**
   * C = alpha op(A) op(B) + beta C, all row-major.
   *
   * @param transposeA whether A is stored [k, m] instead of [m, k]
   * @param transposeB whether B is stored [n, k] instead of [k, n]
   * @param m rows of C
   * @param n columns of C
   * @param k the inner dimension
   * @param rowA numbers from one stored row of A to the next; likewise rowB, rowC
   */
  static void multiply(
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
      float beta,
      INDArray c,
      int rowC) {
    BLAS.sgemm(
        'f', flag(transposeB), flag(transposeA), n, m, k, alpha, b, rowB, a, rowA, beta, c, rowC);
  }

  private static char flag(boolean transpose) {
    return transpose ? 'T' : 'N';
  }
}
