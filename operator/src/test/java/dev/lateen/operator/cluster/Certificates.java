package dev.lateen.operator.cluster;

import static org.awaitility.Awaitility.await;

import dev.lateen.citadel.api.IstioCertificateRequest;
import dev.lateen.citadel.api.IstioCertificateServiceGrpc;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.injection.MeshMember;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** What a pod of a namespace gets from the authority when it asks a replica of the operator. */
final class Certificates {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String ROOTS = "lateen-ca-root";

  private final KubernetesClient client;
  private final SecureRandom random = new SecureRandom();
  private final String namespace;
  private final Pod pod;

  /** Makes the pod, and waits until a node has taken it; it need not run. */
  Certificates(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    this.pod =
        client
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withName("caller")
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("main")
                    .withImage("none")
                    .endContainer()
                    .endSpec()
                    .build())
            .create();
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> client.resource(pod).get().getStatus().getPodIP() != null);
  }

  /** Serial number of a certificate that the replica with this port issues now, hexadecimal. */
  String serial(int port) {
    KeyPair key = KeyType.EC_P256.generate(random);
    Metadata metadata = new Metadata();
    metadata.put(AUTHORIZATION, "Bearer " + PodTokens.token(client, pod, MeshMember.AUDIENCE, 600));
    ManagedChannel channel = channel(port);
    try {
      String first =
          IstioCertificateServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(60, TimeUnit.SECONDS)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
              .createCertificate(
                  IstioCertificateRequest.newBuilder().setCsr(signingRequest(key)).build())
              .getCertChain(0);
      return Pem.certificate(first).getSerialNumber().toString(16);
    } finally {
      channel.shutdownNow();
    }
  }

  /** The roots that are published. */
  String roots() {
    return client
        .configMaps()
        .inNamespace("default")
        .withName(ROOTS)
        .require()
        .getData()
        .get("root-cert.pem");
  }

  private ManagedChannel channel(int port) {
    try {
      return NettyChannelBuilder.forAddress("127.0.0.1", port)
          .overrideAuthority("localhost")
          .sslContext(
              GrpcSslContexts.forClient()
                  .trustManager(
                      new ByteArrayInputStream(roots().getBytes(StandardCharsets.US_ASCII)))
                  .build())
          .build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signingRequest(KeyPair key) {
    try {
      return Pem.encode(
          "CERTIFICATE REQUEST",
          new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=caller"), key.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
              .getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
