package io.consilium.framework.runtimes.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

class ManifestTest {
  /**
   * Another version of JavaCPP is in the tensor runtime; a bundle wired to the wrong one breaks.
   */
  @Test
  void keepsItsCopyOfJavaCppToItself() throws Exception {
    URL classes = Ocr.class.getProtectionDomain().getCodeSource().getLocation();
    try (InputStream in = new URL(classes, "META-INF/MANIFEST.MF").openStream()) {
      assertThat(new Manifest(in).getMainAttributes().getValue("Export-Package"))
          .startsWith("io.consilium.framework.runtimes.tesseract;")
          .doesNotContain("bytedeco");
    }
  }
}
