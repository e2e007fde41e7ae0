package io.consilium.framework.runtimes.tesseract;

import io.consilium.framework.runtimes.tesseract.internal.EnginePool;
import java.util.List;

/**
 * Reads printed English text in pictures with Tesseract 5 (Smith 2007; the LSTM engine only).
 *
 * <p>Threading: thread-safe. A recogniser serves one call at a time and takes one core; there are
 * at most as many as cores, and at most four, shared by everybody in this process; more callers
 * wait. Each holds the model, some 20 MB outside the heap, until this bundle stops.
 */
public final class Ocr {
  private static final Ocr SHARED = new Ocr();
  private final EnginePool pool = EnginePool.ofMachine();

  private Ocr() {}

  /** The recogniser of this process; nothing is loaded before the first call. */
  public static Ocr shared() {
    return SHARED;
  }

  /**
   * Reads a picture.
   *
   * @return what stands there in reading order; empty if nothing does
   * @throws OcrUnavailable if the native libraries or the model cannot be loaded
   * @throws InterruptedException if interrupted while waiting for a free recogniser
   */
  public List<OcrBlock> read(GrayPicture picture, OcrRequest request) throws InterruptedException {
    return pool.read(picture, request);
  }

  /**
   * Loads libraries and model, so that the first call need not.
   *
   * @throws OcrUnavailable if they cannot be loaded
   * @throws InterruptedException if interrupted while waiting for a free recogniser
   */
  public void warmUp() throws InterruptedException {
    pool.warmUp();
  }

  /** Frees every recogniser that is idle. Later calls load anew. */
  public void release() {
    pool.release();
  }
}
