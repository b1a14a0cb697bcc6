package dev.lateen.operator.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.UnaryOperator;

/** The cache of an informer that keeps a part of each object. */
final class SlimStore<R extends HasMetadata> extends BasicItemStore<R> {
  private final UnaryOperator<R> slimming;

  SlimStore(UnaryOperator<R> slimming) {
    super(Cache::metaNamespaceKeyFunc);
    this.slimming = slimming;
  }

  @Override
  public R put(String key, R resource) {
    return super.put(key, slimming.apply(resource));
  }
}
