package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// mark says which columns of a header a write changes. An update names only
// these: one that names an indexed column rewrites its indexes, even if the
// value is the same.
type mark int

const (
	markPlain mark = 1 << iota // the columns without an index, all at once
	markPhase
	markOpened
	markClosed
	markDue
	markWake
	markUnit
	markPerson
	markParent

	everyMark = 1<<iota - 1
)

// A column is one part of a header that is written by itself.
type column struct {
	mark  mark
	names []string
	// values appends what the columns hold for a header.
	values func(to []driver.Value, h *governance.Header) []driver.Value
}

func one(m mark, name string, value func(*governance.Header) driver.Value) column {
	return column{m, []string{name}, func(to []driver.Value, h *governance.Header) []driver.Value {
		return append(to, value(h))
	}}
}

// columns are the header's columns, in the order of the statements that write
// and read all of them.
var columns = [...]column{
	{markPlain, []string{"district", "serial", "outcome", "class", "category", "late", "title"},
		func(to []driver.Value, h *governance.Header) []driver.Value {
			return append(to, h.District, h.Serial, h.Outcome, h.Class, h.Category, int64(h.Late), h.Title)
		}},
	one(markPhase, "phase", func(h *governance.Header) driver.Value { return string(h.Phase) }),
	one(markOpened, "opened", func(h *governance.Header) driver.Value { return h.Opened.UnixMicro() }),
	one(markClosed, "closed", func(h *governance.Header) driver.Value { return instant(h.Closed) }),
	one(markDue, "due", func(h *governance.Header) driver.Value { return instant(h.Due) }),
	one(markWake, "wake", func(h *governance.Header) driver.Value { return instant(h.Wake) }),
	one(markUnit, "unit", func(h *governance.Header) driver.Value { return h.Unit }),
	one(markPerson, "person", func(h *governance.Header) driver.Value { return h.Person }),
	one(markParent, "parent", func(h *governance.Header) driver.Value { return identity(h.Parent) }),
}

// instant is a time as a column that is NULL where there is none.
func instant(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// identity is an id as a column that is NULL where there is none.
func identity(id uuid.UUID) driver.Value {
	if id == uuid.Nil {
		return nil
	}
	return id[:]
}

// headerColumns lists all columns of a header, in the order of columns.
const headerColumns = "district, serial, outcome, class, category, late, title, phase, " +
	"opened, closed, due, wake, unit, person, parent"

// headerWidth is the number of columns in headerColumns.
const headerWidth = 15

// stateText is the statement that reads where a record stands and, comparing
// it with a header, which columns that would change. The comparison is the
// database's, which is cheaper than handing fifteen values out.
func stateText() string {
	var b strings.Builder
	b.WriteString("SELECT record, version")
	for i, c := range columns {
		b.WriteString([]string{", ", " + "}[min(i, 1)])
		b.WriteString("(" + strings.Join(c.names, " IS NOT ? OR ") + " IS NOT ?)")
		fmt.Fprintf(&b, " * %d", c.mark)
	}
	b.WriteString(" FROM ledger_records WHERE kind = ? AND id = ?")
	return b.String()
}

// updateText is the statement that updates a record in the columns marked.
func updateText(marks mark) string {
	var b strings.Builder
	b.WriteString("UPDATE ledger_records SET version = ?, digest = coalesce(?, digest), touched = coalesce(?, touched), document = ?")
	for _, c := range columns {
		if marks&c.mark != 0 {
			for _, name := range c.names {
				fmt.Fprintf(&b, ", %s = ?", name)
			}
		}
	}
	b.WriteString(" WHERE record = ?")
	return b.String()
}
