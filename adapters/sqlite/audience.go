package sqlite

import (
	"database/sql/driver"

	"github.com/jinlin-project/jinlin/governance"
)

// share brings the audience of a record to what a write says. Rows that stay
// as they are are not touched; if the record was opened at another time, the
// rows that order lists by it follow.
func (h *handle) share(w *draftWrite) error {
	opened := w.Header.Opened.UnixMicro()
	existed := w.Base > 0
	if existed && w.marks&markOpened != 0 {
		if _, err := h.exec(moveShares, opened, w.record); err != nil {
			return err
		}
	}
	if w.Audience == nil {
		return nil
	}
	want := deskByKey(w.Audience)
	if existed {
		if err := h.reshare(w.record, want); err != nil {
			return err
		}
	}
	for _, s := range w.Audience {
		desk, missing := want[s.Key]
		if !missing {
			continue
		}
		delete(want, s.Key)
		if _, err := h.exec(insertShare, s.Key, w.Ref.Kind, opened, w.Ref.ID[:], w.record, desk); err != nil {
			return err
		}
	}
	return nil
}

// deskByKey makes every key appear once; of a key given twice, the one that
// has something to do counts.
func deskByKey(shares []governance.Share) map[string]int64 {
	out := make(map[string]int64, len(shares))
	for _, s := range shares {
		if s.Desk {
			out[s.Key] = 1
		} else {
			out[s.Key] |= 0
		}
	}
	return out
}

// reshare removes and changes the rows there are, and takes those off want
// that need not be added any more.
func (h *handle) reshare(record int64, want map[string]int64) error {
	has := map[string]int64{}
	err := h.query(audienceOf, func(row []driver.Value) error {
		has[row[0].(string)] = row[1].(int64)
		return nil
	}, record)
	if err != nil {
		return err
	}
	for key, was := range has {
		desk, stays := want[key]
		delete(want, key)
		switch {
		case !stays:
			_, err = h.exec(deleteShare, record, key)
		case desk != was:
			_, err = h.exec(updateShare, desk, record, key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
