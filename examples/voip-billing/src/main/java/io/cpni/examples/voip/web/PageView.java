package io.cpni.examples.voip.web;

import java.util.List;
import org.springframework.data.domain.Page;

/**
 * A page as the API shows it.
 *
 * @param content what is on it
 * @param page its number, counted from 0
 * @param size how much fits on a page
 * @param totalElements how much there is in all, of what the accessor may see
 * @param totalPages how many pages that makes
 */
public record PageView<T>(List<T> content, int page, int size, long totalElements, int totalPages) {

    /** The last page that may be asked for: as many pages of the largest size can still be counted by an int. */
    public static final int LAST_PAGE = 1_000_000;

    /** Copies the list. */
    public PageView {
        content = List.copyOf(content);
    }

    /** Returns the view of a page. */
    public static <T> PageView<T> of(Page<T> page) {
        return new PageView<>(
                page.getContent(), page.getNumber(), page.getSize(), page.getTotalElements(), page.getTotalPages());
    }
}
