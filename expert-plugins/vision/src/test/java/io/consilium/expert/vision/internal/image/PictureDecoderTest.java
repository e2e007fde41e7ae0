package io.consilium.expert.vision.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PictureDecoderTest {
  /** Encoding takes longer than the decoding that is tested. */
  private static final Map<String, byte[]> WHOLE = new ConcurrentHashMap<>();

  @Test
  void refusesWhatIsNoPicture() {
    assertRefused(new byte[0], "empty (0 bytes)");
    assertRefused("hello, world".getBytes(StandardCharsets.UTF_8), "68656c6c6f2c2077");
  }

  @Test
  void refusesATruncatedPicture() throws Exception {
    byte[] png = encoded(BufferedImage.TYPE_INT_RGB, "png");
    assertRefused(Arrays.copyOf(png, png.length / 2), "damaged or cut off");
  }

  @Test
  void refusesAHugePictureBeforeMakingRoom() throws Exception {
    byte[] png = encoded(BufferedImage.TYPE_INT_RGB, "png");
    byte[] side = {0, 0, 0x4e, 0x20};
    System.arraycopy(side, 0, png, 16, 4);
    System.arraycopy(side, 0, png, 20, 4);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    for (int i = 0; i < 4; i++) {
      png[29 + i] = (byte) (crc.getValue() >> (24 - 8 * i));
    }
    assertRefused(png, "too large (20000x20000");
  }

  @Test
  void laysTransparencyOnWhite() throws Exception {
    assertThat(PictureDecoder.decode(encoded(BufferedImage.TYPE_INT_ARGB, "png")).at(0, 0))
        .isEqualTo(0xffffff);
  }

  @Property(tries = 300)
  void neverThrowsAnythingElse(
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll byte flip,
      @ForAll @IntRange(max = 400) int cut)
      throws Exception {
    for (String format : new String[] {"png", "jpg"}) {
      byte[] bytes = whole(format);
      bytes[at % bytes.length] ^= flip;
      try {
        PictureDecoder.decode(Arrays.copyOf(bytes, Math.max(0, bytes.length - cut)));
      } catch (BadPicture e) {
        assertThat(e.getMessage()).contains("(").endsWith(".");
      }
    }
  }

  private static void assertRefused(byte[] bytes, String because) {
    assertThatThrownBy(() -> PictureDecoder.decode(bytes))
        .isInstanceOf(BadPicture.class)
        .hasMessageContaining(because);
  }

  private static byte[] whole(String format) throws Exception {
    if (!WHOLE.containsKey(format)) {
      WHOLE.put(format, encoded(BufferedImage.TYPE_INT_RGB, format));
    }
    return WHOLE.get(format).clone();
  }

  private static byte[] encoded(int type, String format) throws Exception {
    BufferedImage image = new BufferedImage(64, 48, type);
    for (int x = 4; x < 60; x++) {
      image.setRGB(x, 4 + x * 7 % 40, 0xff336699 + x);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}
