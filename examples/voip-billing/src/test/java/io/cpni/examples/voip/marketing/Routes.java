package io.cpni.examples.voip.marketing;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * All the ways in which Spring Data may lead to a customer's records, none of which knows of approval.
 *
 * @param <T> records that belong to an account
 */
@NoRepositoryBean
interface Routes<T> extends Repository<T, Long> {

    /** What is left of a record in a closed projection. */
    interface Seen {
        Long getId();
    }

    /** What is left of a record in a projection to a value. */
    record SeenValue(Long id) {}

    List<T> findAll();

    List<T> findByAccountCustomerId(long customer);

    @Query("select r from #{#entityName} r where r.account.customer.id = :customer")
    List<T> byJpql(long customer);

    @Query("select r from #{#entityName} r join fetch r.account a join fetch a.customer c where c.id = :customer")
    List<T> byJpqlWithJoins(long customer);

    List<Seen> readByAccountCustomerId(long customer);

    List<SeenValue> queryByAccountCustomerId(long customer);

    @Query("select new io.cpni.examples.voip.marketing.Routes$SeenValue(r.id) from #{#entityName} r"
            + " where r.account.customer.id = :customer")
    List<SeenValue> byConstructor(long customer);

    long countByAccountCustomerId(long customer);

    @Query("select count(r) from #{#entityName} r where r.account.customer.id = :customer")
    long countByJpql(long customer);

    Page<T> findByAccountCustomerIdOrderById(long customer, Pageable page);

    boolean existsByAccountCustomerId(long customer);

    @Query("select count(c) > 0 from Customer c where c.id = :customer"
            + " and exists (select 1 from #{#entityName} r where r.account.customer = c)")
    boolean existsBesideTheCustomer(long customer);
}
