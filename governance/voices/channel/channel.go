package channel

import "github.com/jinlin-project/jinlin/governance"

// A Channel is how a voice came in.
type Channel string

// Choices lists the channels with their labels.
func (Channel) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Board, "留言板", "message board"), governance.ChoiceOf(Mailbox, "书记信箱", "secretary's mailbox"), governance.ChoiceOf(InGroup, "居民群", "residents' group"),
	}
}

// The channels.
const (
	Board   Channel = "board"   // 留言板
	Mailbox Channel = "mailbox" // 书记信箱
	InGroup Channel = "group"   // 居民群
)
