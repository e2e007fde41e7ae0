package io.consilium.expert.grid.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Offers readers and solvers; named in the bundle's {@code Consilium-Module} header. */
public final class GridModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Expert> experts = Multibinder.newSetBinder(binder(), Expert.class);
    experts.addBinding().to(GridReader.class);
    experts.addBinding().to(GridSolver.class);
    experts.addBinding().to(ClueReader.class);
    experts.addBinding().to(ClueSolver.class);
  }
}
