package io.consilium.framework.runtimes.tesseract.internal;

import io.consilium.framework.runtimes.tesseract.Ocr;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Tells where the host keeps its files, and frees native memory when the bundle stops. */
public final class TesseractActivator implements BundleActivator {
  private static final String WORK = "consilium.work";

  @Override
  public void start(BundleContext context) {
    String work = context.getProperty(WORK);
    if (work != null && !work.isBlank()) {
      Natives.extractUnder(Path.of(work, "cache", "tesseract"));
    }
  }

  @Override
  public void stop(BundleContext context) {
    Ocr.shared().release();
  }
}
