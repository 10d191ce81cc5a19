package io.cpni.examples.voip.billing;

import io.cpni.label.Cpni;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Finds invoices. */
@Cpni
public interface InvoiceRepository extends JpaRepository<Invoice, Long> {

    /** Returns an account's invoices with their lines, the latest first. */
    @Query("select i from Invoice i left join fetch i.lines where i.account.id = :account order by i.month desc")
    List<Invoice> findWithLines(long account);

    /** Tells whether an account was billed for a month. */
    boolean existsByAccountIdAndMonth(long account, String month);
}
