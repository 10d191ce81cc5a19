package io.cpni.autoconfigure.foreign;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds an identifier of whatever type. */
@MappedSuperclass
public abstract class BaseEntity<I extends Serializable> extends Noted {

    @Id
    @Nullable I id;

    protected BaseEntity() {}

    protected BaseEntity(I id, long customer, String callee) {
        super(customer, callee);
        this.id = id;
    }

    @Override
    public Object key() {
        return Objects.requireNonNull(id);
    }
}
