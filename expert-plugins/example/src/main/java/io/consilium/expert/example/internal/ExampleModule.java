package io.consilium.expert.example.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Offers the expert to the host; the bundle's manifest names this class. */
public final class ExampleModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(WordCount.class);
  }
}
