package io.consilium.framework.deployer.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes zip files as no tool makes them, field by field. */
final class Zips {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream list = new ByteArrayOutputStream();
  private int entries;

  /** Content with its checksum, packed. */
  record Content(byte[] packed, long crc, long size) {
    static Content of(byte[] plain) {
      Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      CRC32 crc = new CRC32();
      crc.update(plain);
      return new Content(out.toByteArray(), crc.getValue(), plain.length);
    }

    Content saying(long otherSize) {
      return new Content(packed, crc, otherSize);
    }
  }

  /** Content that is listed as what it is. */
  Zips with(String name, Content content) {
    return listed(name, content, put(name, content));
  }

  /** Puts content into the file without listing it; where it begins. */
  int put(String name, Content content) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int at = file.size();
    ByteBuffer header = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x04034b50).putShort((short) 20).putShort((short) 0).putShort((short) 8);
    header.putInt(0).putInt((int) content.crc()).putInt(content.packed().length);
    header.putInt((int) content.size()).putShort((short) text.length).putShort((short) 0);
    file.writeBytes(header.array());
    file.writeBytes(text);
    file.writeBytes(content.packed());
    return at;
  }

  /** Lists content that stands somewhere. */
  Zips listed(String name, Content content, int at) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).putShort((short) 0);
    header.putShort((short) 8).putInt(0).putInt((int) content.crc());
    header.putInt(content.packed().length).putInt((int) content.size());
    header.putShort((short) text.length).position(42);
    header.putInt(at);
    list.writeBytes(header.array());
    list.writeBytes(text);
    entries++;
    return this;
  }

  byte[] bytes() {
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
    end.putInt(list.size()).putInt(file.size());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(file.toByteArray());
    whole.writeBytes(list.toByteArray());
    whole.writeBytes(end.array());
    return whole.toByteArray();
  }
}
