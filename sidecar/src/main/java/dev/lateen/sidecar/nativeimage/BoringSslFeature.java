package dev.lateen.sidecar.nativeimage;

import io.netty.internal.tcnative.AsyncSSLPrivateKeyMethod;
import io.netty.internal.tcnative.CertificateCallback;
import io.netty.internal.tcnative.CertificateCompressionAlgo;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.KeyLogCallback;
import io.netty.internal.tcnative.Library;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLPrivateKeyMethod;
import io.netty.internal.tcnative.SSLSessionCache;
import io.netty.internal.tcnative.SniHostNameMatcher;
import java.util.List;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Brings BoringSSL into the executable: the library itself, and all that its C code looks up by
 * name (netty-tcnative 2.0). Netty has such a list for epoll, but none for TLS.
 */
public final class BoringSslFeature implements Feature {
  /** With native methods, or made and filled by C. Some are not public, so all go by name. */
  private static final List<String> LIBRARY =
      List.of(
          "Buffer",
          "CertificateCallbackTask",
          "CertificateVerifierTask",
          "Library",
          "NativeStaticallyReferencedJniMethods",
          "SSL",
          "SSLContext",
          "SSLCredential",
          "SSLPrivateKeyMethodDecryptTask",
          "SSLPrivateKeyMethodSignTask",
          "SSLPrivateKeyMethodTask",
          "SSLSession",
          "SSLTask");

  /** C calls whatever implements these. */
  private static final List<Class<?>> CALLBACKS =
      List.of(
          AsyncSSLPrivateKeyMethod.class,
          CertificateCallback.class,
          CertificateCompressionAlgo.class,
          CertificateVerifier.class,
          KeyLogCallback.class,
          SSLPrivateKeyMethod.class,
          SSLSessionCache.class,
          SniHostNameMatcher.class);

  /** C throws these, with a message. */
  private static final List<Class<? extends Throwable>> ERRORS =
      List.of(
          Exception.class,
          IllegalArgumentException.class,
          NullPointerException.class,
          OutOfMemoryError.class,
          UnsupportedOperationException.class);

  private static final List<Class<?>> VALUES =
      List.of(String.class, String[].class, byte[].class, byte[][].class);

  /** Made by native-image. */
  public BoringSslFeature() {}

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    String packageName = Library.class.getPackageName();
    for (String name : LIBRARY) {
      Class<?> type = access.findClassByName(packageName + "." + name);
      RuntimeReflection.register(type); // OpenSsl looks whether it is there
      reachable(type);
    }
    CALLBACKS.forEach(
        callback ->
            access.registerSubtypeReachabilityHandler(
                (analysis, type) -> reachable(type), callback));
    ERRORS.forEach(BoringSslFeature::reachableWithMessage);
    VALUES.forEach(RuntimeJNIAccess::register);
    RuntimeResourceAccess.addResource(SSL.class.getModule(), library());
  }

  private static void reachable(Class<?> type) {
    RuntimeJNIAccess.register(type);
    RuntimeJNIAccess.register(type.getDeclaredConstructors());
    RuntimeJNIAccess.register(type.getDeclaredMethods());
    RuntimeJNIAccess.register(type.getDeclaredFields());
  }

  private static void reachableWithMessage(Class<? extends Throwable> type) {
    RuntimeJNIAccess.register(type);
    try {
      RuntimeJNIAccess.register(type.getConstructor(String.class));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " takes no message", e);
    }
  }

  /** Of the machine that builds, which is the one that the executable is for. */
  private static String library() {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    return "META-INF/native/libnetty_tcnative_linux_" + architecture + ".so";
  }
}
