package dev.lateen.citadel.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;

/**
 * A certificate as its octets say it, part by part (RFC 5280, 4.1), so that also what no library
 * would write can be read and written.
 *
 * @param version as written, 2 for version 3; absent for version 1
 */
record DerCertificate(
    Optional<Integer> version,
    BigInteger serial,
    ASN1Primitive innerAlgorithm,
    X500Name issuer,
    ASN1Primitive notBefore,
    ASN1Primitive notAfter,
    X500Name subject,
    ASN1Primitive key,
    List<Extension> extensions,
    ASN1Primitive outerAlgorithm,
    ASN1Primitive signature) {
  private static final int EXTENSIONS = 3;

  static DerCertificate read(byte[] der) {
    ASN1Sequence whole = ASN1Sequence.getInstance(der);
    ASN1Sequence tbs = ASN1Sequence.getInstance(whole.getObjectAt(0));
    Optional<Integer> version =
        tbs.getObjectAt(0) instanceof ASN1TaggedObject tagged
            ? Optional.of(ASN1Integer.getInstance(tagged, true).intValueExact())
            : Optional.empty();
    int at = version.isPresent() ? 1 : 0;
    ASN1Sequence validity = ASN1Sequence.getInstance(tbs.getObjectAt(at + 3));
    return new DerCertificate(
        version,
        ASN1Integer.getInstance(tbs.getObjectAt(at)).getValue(),
        part(tbs, at + 1),
        X500Name.getInstance(tbs.getObjectAt(at + 2)),
        part(validity, 0),
        part(validity, 1),
        X500Name.getInstance(tbs.getObjectAt(at + 4)),
        part(tbs, at + 5),
        extensions(tbs, at + 6),
        part(whole, 1),
        part(whole, 2));
  }

  private static List<Extension> extensions(ASN1Sequence tbs, int at) {
    List<Extension> read = new ArrayList<>();
    for (int i = at; i < tbs.size(); i++) {
      if (tbs.getObjectAt(i) instanceof ASN1TaggedObject tagged
          && tagged.getTagNo() == EXTENSIONS) {
        ASN1Sequence.getInstance(tagged, true)
            .forEach(extension -> read.add(Extension.getInstance(extension)));
      }
    }
    return read;
  }

  byte[] write() {
    ASN1EncodableVector tbs = new ASN1EncodableVector();
    version.ifPresent(number -> tbs.add(new DERTaggedObject(true, 0, new ASN1Integer(number))));
    tbs.add(new ASN1Integer(serial));
    tbs.add(innerAlgorithm);
    tbs.add(issuer);
    tbs.add(new DERSequence(new ASN1Encodable[] {notBefore, notAfter}));
    tbs.add(subject);
    tbs.add(key);
    tbs.add(
        new DERTaggedObject(
            true, EXTENSIONS, new DERSequence(extensions.toArray(ASN1Encodable[]::new))));
    try {
      return new DERSequence(new ASN1Encodable[] {new DERSequence(tbs), outerAlgorithm, signature})
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<Extension> extension(ASN1ObjectIdentifier id) {
    return extensions.stream().filter(extension -> extension.getExtnId().equals(id)).findFirst();
  }

  boolean isSelfIssued() {
    return issuer.equals(subject);
  }

  DerCertificate withVersion(Optional<Integer> other) {
    return new DerCertificate(
        other,
        serial,
        innerAlgorithm,
        issuer,
        notBefore,
        notAfter,
        subject,
        key,
        extensions,
        outerAlgorithm,
        signature);
  }

  DerCertificate withSerial(BigInteger other) {
    return new DerCertificate(
        version,
        other,
        innerAlgorithm,
        issuer,
        notBefore,
        notAfter,
        subject,
        key,
        extensions,
        outerAlgorithm,
        signature);
  }

  DerCertificate withOuterAlgorithm(ASN1Primitive other) {
    return new DerCertificate(
        version,
        serial,
        innerAlgorithm,
        issuer,
        notBefore,
        notAfter,
        subject,
        key,
        extensions,
        other,
        signature);
  }

  DerCertificate withNames(X500Name otherIssuer, X500Name otherSubject) {
    return new DerCertificate(
        version,
        serial,
        innerAlgorithm,
        otherIssuer,
        notBefore,
        notAfter,
        otherSubject,
        key,
        extensions,
        outerAlgorithm,
        signature);
  }

  DerCertificate withValidity(ASN1Primitive from, ASN1Primitive to) {
    return new DerCertificate(
        version,
        serial,
        innerAlgorithm,
        issuer,
        from,
        to,
        subject,
        key,
        extensions,
        outerAlgorithm,
        signature);
  }

  DerCertificate withExtensions(List<Extension> others) {
    return new DerCertificate(
        version,
        serial,
        innerAlgorithm,
        issuer,
        notBefore,
        notAfter,
        subject,
        key,
        others,
        outerAlgorithm,
        signature);
  }

  DerCertificate without(ASN1ObjectIdentifier id) {
    return withExtensions(
        extensions.stream().filter(extension -> !extension.getExtnId().equals(id)).toList());
  }

  /** With this one in the place of that of the same kind, or at the end. */
  DerCertificate with(Extension extension) {
    List<Extension> others = new ArrayList<>(without(extension.getExtnId()).extensions());
    others.add(extension);
    return withExtensions(others);
  }

  private static ASN1Primitive part(ASN1Sequence sequence, int at) {
    return sequence.getObjectAt(at).toASN1Primitive();
  }
}
