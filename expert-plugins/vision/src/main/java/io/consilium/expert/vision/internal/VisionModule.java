package io.consilium.expert.vision.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;
import io.consilium.framework.runtimes.tesseract.Ocr;

/** Offers the experts of this bundle. */
public final class VisionModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Ocr.class).toInstance(Ocr.shared());
    Multibinder<Expert> experts = Multibinder.newSetBinder(binder(), Expert.class);
    experts.addBinding().to(PageExpert.class);
    experts.addBinding().to(TableExpert.class);
    experts.addBinding().to(ChartExpert.class);
    experts.addBinding().to(GridExpert.class);
  }
}
