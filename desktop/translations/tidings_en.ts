<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new order(s)</source>
        <translation>
            <numerusform>%n new order</numerusform>
            <numerusform>%n new orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new task(s)</source>
        <translation>
            <numerusform>%n new task</numerusform>
            <numerusform>%n new tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation>
            <numerusform>%n new notification</numerusform>
            <numerusform>%n new notifications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::DetailsPane</name>
    <message numerus="yes">
        <source>%n notifications are chosen.</source>
        <translation>
            <numerusform>%n notification is chosen.</numerusform>
            <numerusform>%n notifications are chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryBrowser</name>
    <message numerus="yes">
        <source>%n notifications deleted.</source>
        <translation>
            <numerusform>%n notification deleted.</numerusform>
            <numerusform>%n notifications deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryExportDialog</name>
    <message numerus="yes">
        <source>%n notifications exported to %1.</source>
        <translation>
            <numerusform>%n notification exported to %1.</numerusform>
            <numerusform>%n notifications exported to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::MainWindow</name>
    <message numerus="yes">
        <source>%n unread – Tidings</source>
        <comment>window title</comment>
        <translation>
            <numerusform>%n unread – Tidings</numerusform>
            <numerusform>%n unread – Tidings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RelativeTime</name>
    <message numerus="yes">
        <source>%n min</source>
        <comment>minutes ago, in a narrow column</comment>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RetentionPage</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::StatusLine</name>
    <message numerus="yes">
        <source>%n accounts connected</source>
        <translation>
            <numerusform>%n account connected</numerusform>
            <numerusform>%n accounts connected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TrayWords</name>
    <message numerus="yes">
        <source>Tidings: %n unread, %1</source>
        <translation>
            <numerusform>Tidings: %n unread, %1</numerusform>
            <numerusform>Tidings: %n unread, %1</numerusform>
        </translation>
    </message>
</context>
</TS>
