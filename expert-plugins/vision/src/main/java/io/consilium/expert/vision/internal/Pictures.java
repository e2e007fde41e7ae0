package io.consilium.expert.vision.internal;

import io.consilium.api.data.Page;
import io.consilium.api.expert.Assignment;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.expert.vision.internal.image.BadPicture;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.image.PictureDecoder;
import java.io.IOException;

/** Fetches the picture of an assignment. */
final class Pictures {
  static final String INPUT = "image";
  private static final long MOST_BYTES = 100L << 20;

  private Pictures() {}

  /**
   * The page that was read before.
   *
   * @throws BadPicture if the input is none; the message is for a person
   */
  static Page page(Artifact artifact, CallContext context) throws BadPicture {
    try {
      return context.artifacts().read(artifact, Page.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadPicture(
          "The input \"page\" cannot be read as a page ("
              + e.getMessage()
              + "). Maybe give the output of vision.text.");
    }
  }

  /**
   * @throws BadPicture if it cannot be read as a picture; the message is for a person
   */
  static Picture of(Assignment assignment, CallContext context) throws BadPicture {
    return of(assignment.input(INPUT), context);
  }

  /**
   * @throws BadPicture if it cannot be read as a picture; the message is for a person
   */
  static Picture of(Artifact artifact, CallContext context) throws BadPicture {
    byte[] bytes;
    try {
      bytes = context.artifacts().bytes(artifact, MOST_BYTES);
    } catch (IOException e) {
      throw new BadPicture("The picture could not be fetched (" + e.getMessage() + ").");
    }
    return PictureDecoder.decode(bytes);
  }
}
