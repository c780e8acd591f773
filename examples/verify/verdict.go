package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
)

// amounts says what was read; of a run that went on from a state, also how much
// lay before it.
func amounts(f *checkpoint.Findings) string {
	if before := f.Log.Count() - f.Entries; before > 0 {
		return fmt.Sprintf("%d records changed, %d entries after the first %d", f.Records, f.Entries, before)
	}
	return fmt.Sprintf("%d records, %d entries", f.Records, f.Entries)
}

// verdict is the rest of the line: in English, and for officials in Chinese.
func verdict(mark *checkpoint.Checkpoint, err error) string {
	var fault *checkpoint.FaultError
	var unsigned *checkpoint.SignatureError
	var origin *checkpoint.OriginError
	var format *checkpoint.FormatError
	said := func(zh string) string { return oneLine(err) + "（" + zh + "）" }
	switch {
	case err == nil && mark == nil:
		return "ok（历史完整，未发现改动）"
	case err == nil:
		at := mark.At.Format(time.DateTime)
		return fmt.Sprintf("ok, as signed by %s on %s for %d entries（历史完整，与%s所签检查点一致）", mark.Origin, at, mark.Count, at)
	case errors.As(err, &fault):
		return said(fault.Explain().Zh)
	case errors.As(err, &unsigned):
		return said("检查点没有该公钥对应的有效签名")
	case errors.As(err, &origin):
		return said("检查点不属于该公钥的名称")
	case errors.As(err, &format):
		return said("检查点文件无法识别，可能已损坏")
	}
	return said("未能完成核验，尚不能断定历史是否被改动")
}
