package io.consilium.expert.vision.internal;

import io.consilium.api.expert.ExpertOutcome;
import io.consilium.expert.vision.internal.image.BadPicture;
import io.consilium.framework.runtimes.tesseract.OcrUnavailable;
import java.util.concurrent.CancellationException;

/** Work on a picture, and the outcomes that everything which can go wrong with it has. */
@FunctionalInterface
interface Sight {
  ExpertOutcome look() throws BadPicture;

  static ExpertOutcome outcomeOf(Sight sight) {
    try {
      return sight.look();
    } catch (BadPicture e) {
      return ExpertOutcome.badInput(e.getMessage());
    } catch (CancellationException e) {
      return new ExpertOutcome.Failed("cancelled", e.getMessage());
    } catch (OcrUnavailable e) {
      return new ExpertOutcome.Failed("no-recogniser", e.getMessage());
    }
  }
}
