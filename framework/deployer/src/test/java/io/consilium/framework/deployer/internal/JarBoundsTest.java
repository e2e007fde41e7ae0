package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.ZipDirectory.Entry;
import io.consilium.framework.deployer.internal.Zips.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that would cost more than they weigh. */
class JarBoundsTest {
  private static final int MEGABYTE = 1 << 20;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final Content HEAD =
      Content.of(
          "Manifest-Version: 1.0\nBundle-SymbolicName: a.bomb\n".getBytes(StandardCharsets.UTF_8));
  private static final Content ZEROS = Content.of(new byte[2 * MEGABYTE]);

  /** As those of plugins, for jars that tests can make in no time. */
  private static final JarBounds SMALL =
      new JarBounds(new JarBounds.Limits(MEGABYTE, 10, 3 * MEGABYTE, 5 * MEGABYTE, MEGABYTE));

  @TempDir Path directory;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("x.jar"), bytes);
  }

  private void refused(JarBounds bounds, byte[] bytes, String why) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> bounds.check(file, true))
        .isInstanceOf(BadJar.class)
        .hasMessageContaining("is refused: " + why)
        .hasMessageContaining("Maybe it was made to exhaust who opens it")
        .satisfies(e -> assertThat(((BadJar) e).code()).isEqualTo("too-large"));
  }

  private void damaged(byte[] bytes, String why) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> PluginJar.read(file, digest -> false))
        .isInstanceOf(BadJar.class)
        .hasMessageContaining("is no whole jar (" + why)
        .satisfies(e -> assertThat(((BadJar) e).code()).isEqualTo("not-a-jar"));
  }

  private static Zips plugin() {
    return new Zips().with(MANIFEST, HEAD);
  }

  @Test
  void aJarWithinTheLimitsPassesAlsoBehindOtherBytes() throws Exception {
    byte[] jar = plugin().with("a", ZEROS).with("b", ZEROS).bytes();
    SMALL.check(file(jar), true);
    byte[] behind = new byte[jar.length + 100];
    System.arraycopy(jar, 0, behind, 100, jar.length);

    SMALL.check(file(behind), true);
    assertThat(PluginJar.read(file(jar), digest -> false).bundle()).isEqualTo("a.bomb");
  }

  @Test
  void anEntryThatUnpacksToTooMuchIsRefusedByWhatItSays() throws Exception {
    Content gigabytes = ZEROS.saying(Integer.MAX_VALUE);
    refused(
        JarBounds.OF_PLUGINS,
        plugin().with("model.bin", gigabytes).bytes(),
        "its entry model.bin unpacks to 2147483647 bytes; at most 536870912");
  }

  @Test
  void anEntryThatUnpacksToMoreThanItSaysIsNotUnpackedToItsEnd() throws Exception {
    refused(
        SMALL,
        plugin().with("model.bin", ZEROS.saying(10)).bytes(),
        "its entry model.bin unpacks to more than it says");
  }

  @Test
  void manyEntriesThatUnpackToTooMuchTogetherAreRefused() throws Exception {
    refused(
        SMALL,
        plugin().with("a", ZEROS).with("b", ZEROS).with("c", ZEROS).bytes(),
        "it unpacks to 629");
  }

  @Test
  void entriesOverTheSameBytesAreRefused() throws Exception {
    Zips zip = plugin();
    int at = zip.put("a", ZEROS);
    zip.listed("a", ZEROS, at).listed("b", ZEROS, at);
    refused(SMALL, zip.bytes(), "its entries a and b share the same bytes");

    Zips inside = plugin();
    int outer = inside.put("a", ZEROS);
    inside.listed("a", ZEROS, outer).listed("b", Content.of(new byte[1]), outer + 40);
    refused(SMALL, inside.bytes(), "its entries a and b share the same bytes");
  }

  @Test
  void anEntryThatLeadsOutOfItsDirectoryIsRefused() throws Exception {
    for (String name : List.of("../x.so", "lib/../../x.so", "lib\\..\\x.so", "lib/..")) {
      Path file = file(new Zips().with(MANIFEST, HEAD).with(name, Content.of(new byte[1])).bytes());

      assertThatThrownBy(() -> SMALL.check(file, true))
          .isInstanceOf(BadJar.class)
          .hasMessageContaining("its entry " + name + " leads out of the directory");
    }
    Path fine = file(new Zips().with("a..b/..c/d..", Content.of(new byte[1])).bytes());
    assertThatCode(() -> SMALL.check(fine, true)).doesNotThrowAnyException();
  }

  @Test
  void aJarWithAnotherManifestIsRefused() throws Exception {
    for (String name : List.of("meta-inf/manifest.mf", "META-INF/Manifest.mf", MANIFEST)) {
      Path file = file(plugin().with(name, HEAD).bytes());

      assertThatThrownBy(() -> PluginJar.read(file, digest -> false))
          .isInstanceOf(BadJar.class)
          .hasMessageContaining("it holds " + MANIFEST + " and " + name)
          .satisfies(e -> assertThat(((BadJar) e).code()).isEqualTo("bad-entry"));
    }
    Path alone = file(new Zips().with("meta-inf/manifest.mf", HEAD).bytes());
    assertThatThrownBy(() -> SMALL.check(alone, true)).isInstanceOf(BadJar.class);
  }

  @Test
  void tooManyEntriesAreRefusedWhateverTheEndSaysOfThem() throws Exception {
    Zips zip = plugin();
    Content nothing = Content.of(new byte[0]);
    int at = zip.put("x", nothing);
    for (int i = 0; i < 65_536; i++) {
      zip.listed("x" + i, nothing, at);
    }
    refused(JarBounds.OF_PLUGINS, zip.bytes(), "it holds more than 65535 entries");

    ByteArrayOutputStream made = new ByteArrayOutputStream();
    try (ZipOutputStream tool = new ZipOutputStream(made)) {
      for (int i = 0; i < 65_536; i++) {
        tool.putNextEntry(new ZipEntry("x" + i));
      }
    }
    refused(JarBounds.OF_PLUGINS, made.toByteArray(), "it is in the ZIP64 format");
  }

  @Test
  void aManifestOfGigabytesIsNeverHeldInMemory() throws Exception {
    refused(
        JarBounds.OF_PLUGINS,
        new Zips().with(MANIFEST, HEAD.saying(500 << 20)).bytes(),
        "its manifest and signature files unpack to 524288000 bytes; at most 33554432");
    refused(
        SMALL,
        new Zips().with("meta-inf/manifest.mf", HEAD.saying(2 * MEGABYTE)).bytes(),
        "its manifest and signature files unpack to");
    refused(
        SMALL,
        plugin().with("META-INF/A.SF", ZEROS).with("META-INF/A.EC", HEAD).bytes(),
        "its manifest and signature files unpack to");
    refused(
        SMALL,
        new Zips().with(MANIFEST, ZEROS.saying(100)).bytes(),
        "its entry " + MANIFEST + " unpacks to more than it says");
  }

  @Test
  void whatIsForLargerFilesThanAnyPluginIsRefused() throws Exception {
    Zips zip = plugin();
    zip.listed("a", ZEROS.saying(0xffff_ffffL), zip.put("a", ZEROS));
    refused(SMALL, zip.bytes(), "it is in the ZIP64 format");
    byte[] stored = new byte[2 * MEGABYTE];
    refused(SMALL, stored, "the file has 2097152 bytes; at most 1048576");
  }

  /** A jar of two entries whose end says what it does not hold. */
  private static ByteBuffer ending(int count, byte[] before, int comment) {
    byte[] plain = plugin().with("a", ZEROS).bytes();
    int end = plain.length - 22;
    ByteBuffer file =
        ByteBuffer.allocate(plain.length + before.length + comment).order(ByteOrder.LITTLE_ENDIAN);
    file.put(plain, 0, end).put(before).put(plain, end, 22);
    // What stands before the end is the comment of the last entry, whose name has one letter.
    file.putShort(end - 47 + 32, (short) before.length);
    int at = end + before.length;
    file.putShort(at + 8, (short) count).putShort(at + 10, (short) count);
    file.putInt(at + 12, file.getInt(at + 12) + before.length);
    return file.putShort(at + 20, (short) comment);
  }

  @Test
  void anEndThatSendsJavaToAnotherListIsRefusedHoweverLongItsComment() throws Exception {
    byte[] locator = {'P', 'K', 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
    for (int comment : List.of(0, 65_526, 65_535)) {
      refused(SMALL, ending(2, locator, comment).array(), "it is in the ZIP64 format");
    }
    refused(SMALL, ending(0xffff, new byte[0], 0).array(), "it is in the ZIP64 format");
    damaged(ending(1, new byte[0], 0).array(), "it lists 2 entries and says 1");
    SMALL.check(file(ending(2, new byte[0], 65_535).array()), true);
  }

  @Test
  void whatJavaReadsIsComparedWithWhatWasMeasured() throws Exception {
    Path file = file(plugin().with("a", ZEROS).bytes());
    ZipDirectory read;
    try (FileChannel channel = FileChannel.open(file)) {
      read = ZipDirectory.read(channel, 10);
    }
    JavaReader.compare(file, read);

    Entry a = read.entries().get(1);
    for (Entry other :
        List.of(
            new Entry("b", a.method(), a.crc(), a.packed(), a.size(), a.at()),
            new Entry("a", 0, a.crc(), a.packed(), a.size(), a.at()),
            new Entry("a", a.method(), 7, a.packed(), a.size(), a.at()),
            new Entry("a", a.method(), a.crc(), 7, a.size(), a.at()),
            new Entry("a", a.method(), a.crc(), a.packed(), 7, a.at()))) {
      otherwise(file, List.of(read.entries().get(0), other));
    }
    otherwise(file, List.of(read.entries().get(0)));
    otherwise(file, List.of(read.entries().get(0), a, a));
  }

  private static void otherwise(Path file, List<Entry> measured) {
    assertThatThrownBy(() -> JavaReader.compare(file, new ZipDirectory(measured)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Java reads another list of entries in it");
  }

  @Test
  void aJarWithinAJarIsCountedAsWellAndThoseWithinThatAreBytes() throws Exception {
    Content inner = Content.of(plugin().with("a", ZEROS).with("b", ZEROS).bytes());
    refused(
        SMALL,
        plugin().with("c", ZEROS).with("lib/inner.jar", inner).bytes(),
        "with the jars within it, it unpacks to more than 5242880");
    Content hidden = Content.of(plugin().with("a", ZEROS.saying(10)).bytes());
    refused(
        SMALL,
        plugin().with("lib/hidden.JAR", hidden).bytes(),
        "its entry a unpacks to more than it says");

    Content deep = Content.of(plugin().with("hidden.jar", hidden).bytes());
    Path file = file(plugin().with("deep.jar", deep).bytes());
    assertThatCode(() -> SMALL.check(file, true)).doesNotThrowAnyException();
  }

  @Test
  void bytesThatWereWholeBeforeAreNotUnpackedAgain() throws Exception {
    Path file = file(plugin().with("a", ZEROS.saying(10)).bytes());
    assertThatCode(() -> SMALL.check(file, false)).doesNotThrowAnyException();
  }

  @Test
  void whatIsDamagedIsNoWholeJar() throws Exception {
    byte[] jar = plugin().with("a", Content.of("hello".getBytes(StandardCharsets.UTF_8))).bytes();
    damaged(new byte[0], "it has no end as zip files have");
    damaged(Arrays.copyOf(jar, jar.length + 1), "something stands after its end");
    damaged(plugin().listed("a", ZEROS, 1 << 30).bytes(), "an entry reaches past the end (a)");
    Content wrong = new Content(HEAD.packed(), 7, HEAD.size());
    damaged(plugin().with("a", wrong).bytes(), "its entry a is damaged");
    for (int cut : List.of(1, 10, 30, jar.length / 2)) {
      damaged(Arrays.copyOf(jar, jar.length - cut), "");
      damaged(Arrays.copyOfRange(jar, cut, jar.length), "");
    }
  }
}
