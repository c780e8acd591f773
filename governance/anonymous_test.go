package governance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/jinlin-project/jinlin/governance"
)

// "No personal data" [R]: what repeats a name or number is found, however it is
// written; what only looks a little like it is not.
func TestWhatIsPersonalInAText(t *testing.T) {
	assert.Equal(t, governance.BareText("路灯3号abc"), governance.Bare("路灯，３ 号　ＡbC！"))
	assert.Empty(t, governance.Bare("？！…… "))
	for text, personal := range map[string]string{"请张 三丰来": "张三丰", "电话１３８-0013-8000": "13800138000", "请Ａnn来": "ANN"} {
		assert.True(t, governance.Bare(text).Repeats(personal, 2), text)
	}
	assert.False(t, governance.Bare("张开").Repeats("张", 2), "too short to say who")
	assert.False(t, governance.Bare("路灯不亮").Repeats("张三丰", 2))
	for text, holds := range map[string]bool{
		"电话13800138000": true, "电话 138 0013 8000。": true, "０５９２－６０５１２３４": true, "证件35020519900101123X": true,
		"2024年9月27日更换路灯40盏": false, "编号350205": false, "": false, "12345678901234": false,
	} {
		assert.Equal(t, holds, governance.HoldsNumber(text), text)
	}
}
