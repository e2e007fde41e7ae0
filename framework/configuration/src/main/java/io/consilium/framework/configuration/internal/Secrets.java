package io.consilium.framework.configuration.internal;

import io.consilium.api.host.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts secrets in where references stand. No message holds one. */
final class Secrets {
  private static final int MOST_BYTES = 64 << 10;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private final UnaryOperator<String> environment;
  private final Path base;

  /**
   * @param environment gives null for a variable that is not set
   * @param base where relative paths begin
   */
  Secrets(UnaryOperator<String> environment, Path base) {
    this.environment = environment;
    this.base = base;
  }

  /**
   * The same values with secrets in place of references.
   *
   * @throws BadConfiguration if one is not there, or everybody can read it
   */
  Map<String, Object> putIn(Map<String, Object> values) throws BadConfiguration {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      all.put(value.getKey(), putIn(value.getKey(), value.getValue()));
    }
    return all;
  }

  /** Where the files of secrets stand in time: another stamp, maybe another secret. */
  String stamp(Stream<String> texts) {
    return texts
        .flatMap(text -> Reference.of(text).stream())
        .filter(reference -> reference.kind().equals("file"))
        .map(reference -> reference + " " + stamp(base.resolve(reference.name())))
        .collect(Collectors.joining("\n"));
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + "/" + Files.size(file);
    } catch (IOException e) {
      return "none";
    }
  }

  private Object putIn(String key, Object value) throws BadConfiguration {
    if (value instanceof Reference reference) {
      return Secret.of(text(key, reference));
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    Object[] items = new Object[list.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = putIn(key, list.get(i));
    }
    return List.of(items);
  }

  private String text(String key, Reference reference) throws BadConfiguration {
    String where = "The secret \"" + key + "\" is to stand in " + reference + ", but ";
    if (reference.kind().equals("env")) {
      String value = environment.apply(reference.name());
      if (value == null || value.isEmpty()) {
        throw new BadConfiguration(
            where
                + "the host's environment has no "
                + reference.name()
                + ". Maybe export it before the host starts.");
      }
      return value;
    }
    Path file = base.resolve(reference.name());
    try {
      // What is looked at is what is read, whatever a link says by then.
      file = file.toRealPath();
      if (!Files.isRegularFile(file)) {
        throw new BadConfiguration(
            where + file + " is no file with a text. Maybe write the secret into one.");
      }
      refuseOpen(where, file);
      return read(where, file);
    } catch (NoSuchFileException e) {
      throw new BadConfiguration(where + "there is no file " + file + ". Maybe check the path.");
    } catch (CharacterCodingException e) {
      throw new BadConfiguration(where + file + " is not UTF-8 text. Maybe write it in Base64.");
    } catch (AccessDeniedException e) {
      throw new BadConfiguration(
          where
              + "the user of the host ("
              + System.getProperty("user.name")
              + ") may not read "
              + file
              + ". Maybe make that user or its group the owner and: chmod u+r,g+r "
              + file);
    } catch (IOException e) {
      throw new BadConfiguration(
          where
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). Maybe look at the file and its disk.");
    }
  }

  private static void refuseOpen(String where, Path file) throws IOException, BadConfiguration {
    try {
      Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
      if (OTHERS.stream().anyMatch(open::contains)) {
        throw new BadConfiguration(
            where
                + "every user can read or write "
                + file
                + ". Maybe: chmod o-rw "
                + file
                + " (of a volume that Kubernetes mounts: defaultMode: 0440, and an fsGroup that the"
                + " host's user is in)");
      }
    } catch (UnsupportedOperationException e) {
      // Where files have no such permissions there is nothing to be read from them.
      return;
    }
  }

  private static String read(String where, Path file) throws IOException, BadConfiguration {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new BadConfiguration(
          where + file + " is larger than " + MOST_BYTES + " bytes. Maybe another file was meant.");
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    text = text.replaceFirst("\\R\\z", "");
    if (text.isEmpty()) {
      throw new BadConfiguration(where + file + " is empty. Maybe write the secret into it.");
    }
    return text;
  }
}
