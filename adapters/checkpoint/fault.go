package checkpoint

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// A Fault says what is wrong with a history. The codes are stable.
type Fault string

// The faults, by where they are found: at an entry of the feed, under a
// checkpoint, at a record.
const (
	Order   Fault = "order"   // the entry does not lie behind the one before it
	Version Fault = "version" // an entry of this record is missing, doubled or out of turn before it
	Time    Fault = "time"    // it was recorded before its predecessor
	Digest  Fault = "digest"  // its contents, or its predecessor's digest, are not those it was sealed with
	Resumed Fault = "resumed" // the entry up to which the feed was read before is no longer there

	Short Fault = "short" // the feed ends before the checkpoint's last entry
	Moved Fault = "moved" // the checkpoint's last entry stands at another position
	Root  Fault = "root"  // something up to here is not what was signed, though all digests fit

	Head     Fault = "head"     // the record is not at the version and digest with which its history ends
	Document Fault = "document" // the record's document is not what its history makes of it
	Sealed   Fault = "sealed"   // a personal value is not the one that was sealed in the entry
	Orphan   Fault = "orphan"   // the record is there without any history
)

// faultTexts has a sentence for every fault, after the place.
var faultTexts = map[Fault]governance.Text{
	Order:    {Zh: "次序不对，不在前一条之后", En: "does not lie behind the entry before it"},
	Version:  {Zh: "此前有记录缺失、重复或次序颠倒", En: "follows a missing, doubled or misplaced entry of its record"},
	Time:     {Zh: "记录时间早于前一条", En: "was recorded before its predecessor"},
	Digest:   {Zh: "内容与其摘要不符", En: "does not match its digest"},
	Resumed:  {Zh: "上次核验到的这一条已不在原处", En: "is no longer the one up to which the feed was read before"},
	Short:    {Zh: "此后的记录缺失，少于检查点所签条数", En: "is the last one, though the checkpoint counts more"},
	Moved:    {Zh: "不是检查点所签的最后一条", En: "is not where the checkpoint's last entry stood"},
	Root:     {Zh: "截至此条的历史与检查点所签不符", En: "or one before it is not what was signed"},
	Head:     {Zh: "现存版本与历史的末条不符", En: "is not as its history ends"},
	Document: {Zh: "现存内容与历史不符", En: "has a document that its history does not make"},
	Sealed:   {Zh: "个人信息与封存时不符", En: "has a personal value that is not the one sealed in it"},
	Orphan:   {Zh: "没有任何历史记录", En: "has no history"},
}

// Explain returns the fault's sentence, whose subject is the entry or record.
func (f Fault) Explain() governance.Text { return faultTexts[f] }

// A FaultError says that a history is not the one that was written, and the
// first place where that shows. It is [governance.ErrTampered]. It never holds
// a value of the history.
type FaultError struct {
	Fault    Fault
	Position int64          // in the feed; 0 where the fault is the record's
	Ref      governance.Ref // zero where the fault is not one record's
	Version  int64          // of the entry; 0 where the fault is not one entry's
}

func fault(f Fault, at Leaf) *FaultError {
	return &FaultError{Fault: f, Position: at.Position, Ref: at.Ref, Version: at.Version}
}

// Unwrap makes it a [governance.ErrTampered].
func (e *FaultError) Unwrap() error { return governance.ErrTampered }

// Error names the place and the fault, in English.
func (e *FaultError) Error() string {
	place := []string{"position", fmt.Sprint(e.Position)}
	if e.Position == 0 && e.Ref.ID != uuid.Nil {
		place = nil
	}
	if e.Version > 0 {
		place = append(place, "entry", fmt.Sprint(e.Version), "of")
	}
	if e.Ref.ID != uuid.Nil {
		place = append(place, e.Ref.Kind, e.Ref.ID.String())
	}
	return fmt.Sprintf("%v: %s %s", governance.ErrTampered, strings.Join(place, " "), e.Fault.Explain().En)
}

// Explain says it to a person.
func (e *FaultError) Explain() governance.Text {
	place := ""
	if e.Position > 0 || e.Ref.ID == uuid.Nil {
		place = fmt.Sprintf("第%d条", e.Position)
	}
	if e.Ref.ID != uuid.Nil {
		place += fmt.Sprintf("（%s %s）", e.Ref.Kind, e.Ref.ID)
	}
	return governance.Text{Zh: "历史记录被改动：" + place + e.Fault.Explain().Zh, En: e.Error()}
}
