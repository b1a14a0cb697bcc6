package dev.lateen.citadel.x509;

import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Distinguished names of what this mesh issues. */
public final class Names {

  /** The subject of a certificate whose names stand in an extension. */
  public static final X500Name EMPTY = new X500Name(new RDN[0]);

  private Names() {}

  /** For people to read. */
  public static X500Name of(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "Lateen")
        .addRDN(BCStyle.CN, commonName)
        .build();
  }
}
