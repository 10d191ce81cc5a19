package io.cpni.autoconfigure.audited;

import io.cpni.label.NotCpni;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

@Entity
@RevisionEntity
@NotCpni(reason = "when something changed, and nothing of what")
public class Revision {

    @Id
    @GeneratedValue
    @RevisionNumber
    int id;

    @RevisionTimestamp
    long at;
}
