package dev.lateen.bookinfo.service;

import java.util.Optional;

/**
 * One reader's opinion.
 *
 * @param reviewer who wrote it; also the key of the rating
 * @param text plain text
 * @param rating 0 to 5 stars; empty when there is none to show
 */
public record Review(String reviewer, String text, Optional<Integer> rating) {}
