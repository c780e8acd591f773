package postgres

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"

	"github.com/google/uuid"
)

// The numbers of the types that a commit is sent as, which are the same in
// every database: of an element, and of an array of it.
const (
	oidBool      = 16
	oidBytes     = 17
	oidInt8      = 20
	oidInt4      = 23
	oidText      = 25
	oidTime      = 1184
	oidUUID      = 2950
	oidBoolList  = 1000
	oidBytesList = 1001
	oidInt4List  = 1007
	oidTextList  = 1009
	oidInt8List  = 1016
	oidTimeList  = 1185
	oidUUIDList  = 2951
)

func listOf(element uint32) uint32 {
	switch element {
	case oidBool:
		return oidBoolList
	case oidBytes:
		return oidBytesList
	case oidInt8:
		return oidInt8List
	case oidInt4:
		return oidInt4List
	case oidTime:
		return oidTimeList
	case oidUUID:
		return oidUUIDList
	default:
		return oidTextList
	}
}

// list is an array in the making, its elements already as they go over the
// wire. Callers make theirs at the same time; to put several together is to
// append bytes.
type list struct {
	element uint32
	nulls   bool
	data    []byte
}

var noValue = binary.BigEndian.AppendUint32(nil, math.MaxUint32) // a length of -1

func (l *list) null() {
	l.nulls = true
	l.data = append(l.data, noValue...)
}

func (l *list) bytes(b []byte) {
	l.data = binary.BigEndian.AppendUint32(l.data, uint32(len(b)))
	l.data = append(l.data, b...)
}

func (l *list) text(s string) {
	l.data = binary.BigEndian.AppendUint32(l.data, uint32(len(s)))
	l.data = append(l.data, s...)
}

func (l *list) uuid(id uuid.UUID) { l.bytes(id[:]) }

func (l *list) int4(n int) {
	l.data = binary.BigEndian.AppendUint32(l.data, 4)
	l.data = binary.BigEndian.AppendUint32(l.data, uint32(int32(n)))
}

func (l *list) int8(n int64) {
	l.data = binary.BigEndian.AppendUint32(l.data, 8)
	l.data = binary.BigEndian.AppendUint64(l.data, uint64(n))
}

func (l *list) flag(b bool) {
	l.data = binary.BigEndian.AppendUint32(l.data, 1)
	if b {
		l.data = append(l.data, 1)
	} else {
		l.data = append(l.data, 0)
	}
}

// postgresEpoch is where PostgreSQL counts its microseconds from: 2000-01-01.
const postgresEpoch = 946_684_800_000_000

// time appends an instant; the zero one is an instant, too.
func (l *list) time(t time.Time) { l.int8(t.UnixMicro() - postgresEpoch) }

// timeOrNull appends an instant, or that there is none.
func (l *list) timeOrNull(t time.Time) {
	if t.IsZero() {
		l.null()
	} else {
		l.time(t)
	}
}

// timeOrFirst appends an instant, or -infinity, which is before all.
func (l *list) timeOrFirst(t time.Time) {
	if t.IsZero() {
		l.int8(math.MinInt64)
	} else {
		l.time(t)
	}
}

// A table is some rows, column by column, as a value of one of the types of
// migrations/00002_commit.sql. The first column numbers what the row belongs
// to, from 1 in every draft.
type table struct {
	columns []list
	rows    int
}

// usual is as much room as most columns of a single row need.
const usual = 48

func newTable(elements []uint32) table {
	t := table{columns: make([]list, len(elements))}
	room := make([]byte, usual*len(elements))
	for i, e := range elements {
		t.columns[i] = list{element: e, data: room[usual*i : usual*i : usual*(i+1)]}
	}
	return t
}

// joinTables puts tables of one shape behind one another. The numbers of each
// move up by what is given for it.
func joinTables(elements []uint32, tables []*table, by []int) table {
	t := table{columns: make([]list, len(elements))}
	for i, e := range elements {
		size := 0
		for _, o := range tables {
			size += len(o.columns[i].data)
		}
		t.columns[i] = list{element: e, data: make([]byte, 0, size)}
	}
	for n, o := range tables {
		t.add(o, by[n])
	}
	return t
}

// add appends the rows of another table, whose numbers move up by so much.
func (t *table) add(o *table, by int) {
	for i := range t.columns {
		to, from := &t.columns[i], &o.columns[i]
		at := len(to.data)
		to.data = append(to.data, from.data...)
		to.nulls = to.nulls || from.nulls
		if i == 0 && by > 0 {
			for ; at < len(to.data); at += 8 {
				number := to.data[at+4 : at+8]
				binary.BigEndian.PutUint32(number, binary.BigEndian.Uint32(number)+uint32(by))
			}
		}
	}
	t.rows += o.rows
}

// listHeader is what stands before an array's elements.
const listHeader = 20

// encode writes the table as one composite value of arrays; nil, which is
// NULL, when it has no rows.
func (t *table) encode() []byte {
	if t.rows == 0 {
		return nil
	}
	size := 4
	for i := range t.columns {
		size += 8 + listHeader + len(t.columns[i].data)
	}
	b := binary.BigEndian.AppendUint32(make([]byte, 0, size), uint32(len(t.columns)))
	for i := range t.columns {
		c := &t.columns[i]
		b = binary.BigEndian.AppendUint32(b, listOf(c.element))
		b = binary.BigEndian.AppendUint32(b, uint32(listHeader+len(c.data)))
		b = binary.BigEndian.AppendUint32(b, 1) // dimensions
		b = append(b, 0, 0, 0, 0)
		if c.nulls {
			b[len(b)-1] = 1
		}
		b = binary.BigEndian.AppendUint32(b, c.element)
		b = binary.BigEndian.AppendUint32(b, uint32(t.rows))
		b = binary.BigEndian.AppendUint32(b, 1) // counted from 1
		b = append(b, c.data...)
	}
	return b
}

// value is the only element by itself: nil, which is NULL, or its bytes.
func (l *list) value() []byte {
	if l.nulls {
		return nil
	}
	return l.data[4:]
}

// hasNUL reports whether an element contains a zero byte.
func (l *list) hasNUL() bool {
	for at := 0; at < len(l.data); {
		n := int(int32(binary.BigEndian.Uint32(l.data[at:])))
		at += 4
		if n > 0 {
			if bytes.IndexByte(l.data[at:at+n], 0) >= 0 {
				return true
			}
			at += n
		}
	}
	return false
}
