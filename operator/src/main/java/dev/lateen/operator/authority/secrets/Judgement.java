package dev.lateen.operator.authority.secrets;

import java.time.Instant;

/** What is to be done about the Secret of one account. */
sealed interface Judgement {

  /**
   * Nothing for now.
   *
   * @param until when its certificate is to be renewed
   */
  record Right(Instant until) implements Judgement {}

  /** A new key and certificate, whatever there is. */
  record Issue(Reason why) implements Judgement {}

  /** Key and certificate stay; the roots are others. */
  record Trust() implements Judgement {}

  /** Nothing: somebody else made a Secret of this name. */
  record Foreign() implements Judgement {}

  /** Nothing: the identity is revoked, and whoever is gets nothing new. */
  record Revoked() implements Judgement {}

  /** Why a certificate is issued. */
  enum Reason {
    /** There is no Secret. */
    MISSING,
    /** It is not what was written, or is another account's. */
    CHANGED,
    /** It was not issued below the current root. */
    ROOT,
    /** It names another identity: the trust domain has another name. */
    IDENTITY,
    /** Its serial number is revoked. */
    REVOKED,
    /** The time has come. */
    DUE
  }
}
