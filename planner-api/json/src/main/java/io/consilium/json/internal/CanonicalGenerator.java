package io.consilium.json.internal;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.erdtman.jcs.NumberToJSON;

/**
 * Writes canonical JSON (RFC 8785) as the values come: an object whose names did not come in order
 * is put in order when it ends. One use, one thread.
 */
public final class CanonicalGenerator extends GeneratorBase {
  private static final long EXACT = 1L << 53;

  private final CanonicalText out = new CanonicalText();
  private final List<Members> open = new ArrayList<>();
  private int depth;

  /** A generator for values that the codec writes. */
  public CanonicalGenerator(ObjectCodec codec) {
    super(0, codec, (IOContext) null);
  }

  /** What was written, in UTF-8. */
  public byte[] bytes() {
    return out.bytes();
  }

  @Override
  public void writeStartArray() throws IOException {
    _verifyValueWrite("start an array");
    _writeContext = _writeContext.createChildArrayContext();
    deeper();
    out.put('[');
  }

  /** What is nested deeper could be written, but not read again. */
  private void deeper() throws IOException {
    streamWriteConstraints().validateNestingDepth(_writeContext.getNestingDepth());
  }

  @Override
  public void writeEndArray() throws IOException {
    _writeContext = _writeContext.clearAndGetParent();
    out.put(']');
  }

  @Override
  public void writeStartObject() throws IOException {
    _verifyValueWrite("start an object");
    _writeContext = _writeContext.createChildObjectContext();
    deeper();
    if (open.size() == depth) {
      open.add(new Members());
    }
    open.get(depth++).begin();
    out.put('{');
  }

  @Override
  public void writeEndObject() throws IOException {
    _writeContext = _writeContext.clearAndGetParent();
    open.get(--depth).order(out);
    out.put('}');
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    begin(name);
    out.quoted(name);
    out.put(':');
  }

  /** A property's name, whose bytes are known. */
  @Override
  public void writeFieldName(SerializableString name) throws IOException {
    byte[] quoted = name.asQuotedUTF8();
    if (quoted.length != name.charLength()) {
      writeFieldName(name.getValue());
      return;
    }
    begin(name.getValue());
    out.put('"');
    out.ascii(quoted);
    out.put('"');
    out.put(':');
  }

  private void begin(String name) throws IOException {
    _writeContext.writeFieldName(name);
    Members members = open.get(depth - 1);
    if (members.any()) {
      out.put(',');
    }
    members.add(name, out.length());
  }

  @Override
  public void writeString(String text) throws IOException {
    if (text == null) {
      writeNull();
      return;
    }
    _verifyValueWrite("write a text");
    out.quoted(text);
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    writeString(new String(text, offset, length));
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) throws IOException {
    writeString(new String(text, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    writeString(variant.encode(Arrays.copyOfRange(data, offset, offset + length)));
  }

  @Override
  public void writeNumber(int number) throws IOException {
    _verifyValueWrite("write a number");
    out.ascii(Integer.toString(number));
  }

  @Override
  public void writeNumber(long number) throws IOException {
    writeNumber((double) number);
  }

  @Override
  public void writeNumber(double number) throws IOException {
    _verifyValueWrite("write a number");
    long whole = (long) number;
    boolean exact = whole == number && Math.abs(number) <= EXACT;
    out.ascii(exact ? Long.toString(whole) : NumberToJSON.serializeNumber(number));
  }

  @Override
  public void writeNumber(float number) throws IOException {
    writeNumber(Float.toString(number));
  }

  @Override
  public void writeNumber(BigInteger number) throws IOException {
    writeNumber(number.toString());
  }

  @Override
  public void writeNumber(BigDecimal number) throws IOException {
    writeNumber(number.toString());
  }

  @Override
  public void writeNumber(String number) throws IOException {
    writeNumber(Double.parseDouble(number));
  }

  @Override
  public void writeBoolean(boolean state) throws IOException {
    _verifyValueWrite("write a boolean");
    out.ascii(state ? "true" : "false");
  }

  @Override
  public void writeNull() throws IOException {
    _verifyValueWrite("write null");
    out.ascii("null");
  }

  @Override
  public void writeRaw(String text) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(String text, int offset, int length) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(char[] text, int offset, int length) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(char c) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRawUTF8String(byte[] text, int offset, int length) throws IOException {
    _reportUnsupportedOperation();
  }

  @Override
  public void flush() {}

  @Override
  protected void _releaseBuffers() {}

  @Override
  protected void _verifyValueWrite(String what) throws IOException {
    switch (_writeContext.writeValue()) {
      case JsonWriteContext.STATUS_EXPECT_NAME ->
          throw new JsonGenerationException("Cannot " + what + " without a name.", this);
      case JsonWriteContext.STATUS_OK_AFTER_COMMA -> out.put(',');
      default -> {}
    }
  }
}
