package sqlite

import (
	"database/sql/driver"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// claimable refuses a commit that takes what is held: by a record that does
// not release it in the same commit, or by another write of the commit.
func (h *handle) claimable(writes []draftWrite) error {
	var taken []governance.Claim
	for i := range writes {
		for _, claim := range writes[i].Take {
			held, err := h.held(claim, writes)
			if err != nil {
				return err
			}
			if held || slices.Contains(taken, claim) {
				return &governance.ConflictError{Ref: writes[i].Ref, Reason: governance.Claimed, Claim: claim}
			}
			taken = append(taken, claim)
		}
	}
	return nil
}

// held reports whether a claim is held and will still be after the releases.
func (h *handle) held(claim governance.Claim, writes []draftWrite) (held bool, err error) {
	err = h.query(claimHolder, func(row []driver.Value) error {
		holder := row[0].(int64)
		held = !releases(writes, claim, holder)
		return nil
	}, string(claim))
	return held, err
}

func releases(writes []draftWrite, claim governance.Claim, holder int64) bool {
	for i := range writes {
		if writes[i].record == holder && slices.Contains(writes[i].Release, claim) {
			return true
		}
	}
	return false
}

// exchange releases all that the commit releases, then takes what it takes.
func (h *handle) exchange(writes []draftWrite) error {
	for i := range writes {
		for _, claim := range writes[i].Release {
			if _, err := h.exec(releaseClaim, string(claim), writes[i].record); err != nil {
				return err
			}
		}
	}
	for i := range writes {
		for _, claim := range writes[i].Take {
			if _, err := h.exec(takeClaim, string(claim), writes[i].record); err != nil {
				return err
			}
		}
	}
	return nil
}
