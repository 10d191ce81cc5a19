package io.cpni.examples.voip.marketing;

import java.util.List;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * The ways that need a table's name.
 *
 * @param <T> records that belong to an account
 */
@NoRepositoryBean
interface NativeRoutes<T> extends Routes<T> {

    List<T> byNativeQuery(long customer);

    List<Seen> byNativeProjection(long customer);

    long countByNativeQuery(long customer);
}
