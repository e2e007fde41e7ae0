package io.consilium.framework.halting.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.halting.HaltingPolicy;

/** Publishes the halting policy {@code evidence}. */
public final class HaltingModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), HaltingPolicy.class)
        .addBinding()
        .to(EvidenceHaltingPolicy.class);
  }
}
