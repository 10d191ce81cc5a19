package io.cpni.examples.voip.carrier;

import static io.cpni.label.DataCategory.IDENTITY;

import io.cpni.label.AuthFactor;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/** A telephone number of an account. */
@Entity
@Cpni(IDENTITY)
public class TelephoneLine {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "telephone_line_seq")
    @SequenceGenerator(name = "telephone_line_seq", allocationSize = 50)
    private @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Account account;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER, authFactor = AuthFactor.ACCOUNT_INFO)
    @Column(nullable = false, unique = true, length = 16)
    private String number;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected TelephoneLine() {}

    /** Creates a line that is not stored yet; the number is in E.164 form with a plus sign. */
    public TelephoneLine(Account account, String number) {
        this.account = account;
        this.number = number;
    }

    /** Returns the account that the line belongs to. */
    public Account getAccount() {
        return account;
    }

    /** Returns the number in E.164 form. */
    public String getNumber() {
        return number;
    }
}
