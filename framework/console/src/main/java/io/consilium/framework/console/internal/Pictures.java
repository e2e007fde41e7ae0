package io.consilium.framework.console.internal;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Tells whether a PNG or a JPEG is all there, by its frame alone: no pixel is decoded. */
final class Pictures {
  private static final int PNG_SIGNATURE = 8;
  private static final int PNG_CHUNK_FRAME = 12;
  private static final int IEND = 0x49454e44;

  private Pictures() {}

  /** What is wrong with a PNG: its chunks (PNG specification, section 5) must end with IEND. */
  static Optional<String> troubleOfPng(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    long at = PNG_SIGNATURE;
    while (at + PNG_CHUNK_FRAME <= content.length) {
      long length = Integer.toUnsignedLong(in.getInt((int) at));
      if (in.getInt((int) at + 4) == IEND) {
        return Optional.empty();
      }
      at += PNG_CHUNK_FRAME + length;
    }
    return Optional.of("is cut off after " + content.length + " bytes: its end mark is missing");
  }

  /** What is wrong with a JPEG: an end-of-image marker must stand somewhere near its end. */
  static Optional<String> troubleOfJpeg(byte[] content) {
    for (int i = content.length - 2; i >= 2; i--) {
      if (content[i] == (byte) 0xff && content[i + 1] == (byte) 0xd9) {
        return Optional.empty();
      }
    }
    return Optional.of("is cut off after " + content.length + " bytes: its end mark is missing");
  }
}
