package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;

/** Binds an expert that copies letters, and one that sends them. */
public final class LetterModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Expert> experts = Multibinder.newSetBinder(binder(), Expert.class);
    experts.addBinding().toInstance(new LetterExpert("test.copy", Effect.PURE));
    experts.addBinding().toInstance(new LetterExpert("test.send", Effect.WRITES_OUTSIDE));
  }
}
